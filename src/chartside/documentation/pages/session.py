"""The day list and the session form."""

from dataclasses import replace
from itertools import groupby
from typing import Annotated
from uuid import UUID

from fastapi import Form
from fastapi.responses import Response

from chartside.clinic.overlays import pack_set
from chartside.clinic.rows import today
from chartside.clinic.visits import DayLine, VisitView, visits_without_notes
from chartside.documentation.context import VisitContext, refuse_other_people, visit_context
from chartside.documentation.drafts import draft_note
from chartside.documentation.forms.answers import Answers
from chartside.documentation.forms.evidence import FLOWSHEET
from chartside.documentation.forms.fields import Fields
from chartside.documentation.forms.hand_over import colleagues, hand_over, handed_to_actor
from chartside.documentation.forms.keeping import keep_sent, last_answers
from chartside.documentation.forms.show import show_form
from chartside.documentation.forms.store import SavedForm, save_form, saved_form
from chartside.documentation.forms.taking import with_source
from chartside.documentation.note_states import NoteStates, note_states
from chartside.documentation.pages.uploads import read_csv
from chartside.documentation.to_fill import LOOK_BACK, handed_over
from chartside.documentation.views.patient import DayGroup, DayPage, Step, VisitRow
from chartside.documentation.views.session import Option, SessionForm
from chartside.documentation.writing.asking import ask_model, get_ready
from chartside.kernel.errors import Refused
from chartside.platform.pages import Page, PageRouter

router = PageRouter()


@router.get("/day", permission="visit.view")
def day_list(page: Page) -> Response:
    """Completed visits that still lack a note: one's own, or everybody's for who treats nobody."""
    work = page.work
    staff_id = work.actor.staff_id if page.may("session.write") else None
    last = today(work)
    lines = visits_without_notes(work, staff_id, last - LOOK_BACK, last)
    lines += handed_over(work, "day list") if staff_id else []
    states = note_states(work, [line.visit for line in lines])
    rows = [(line.patient.name, _row(page, line, states)) for line in lines]
    rows.sort(key=lambda row: row[1].starts_at, reverse=True)
    groups = tuple(
        DayGroup(day, tuple(sorted(group, key=lambda row: row[1].starts_at)))
        for day, group in groupby(rows, key=lambda row: row[1].starts_at.date())
    )
    whose = work.actor.name if staff_id else "All therapists"
    return page.render("documentation/day.html", day=DayPage(whose, groups, len(states.notes)))


@router.get("/visits/{visit_id}/session", permission="session.write")
def session_form(page: Page, visit_id: UUID) -> Response:
    """The form of one visit, as far as it was filled."""
    context = visit_context(page.work, visit_id, "session form")
    refuse_other_people(page.work, context)
    get_ready(pack_set(page.work))
    return page.render("documentation/session_form.html", form=_form(page, context))


@router.put("/visits/{visit_id}/session", permission="session.write")
def keep(page: Page, visit_id: UUID) -> Response:
    """Keep the answers as they are typed; answers with the parts of the page that follow from them."""
    context = visit_context(page.work, visit_id, "session form")
    refuse_other_people(page.work, context)
    _save(page, context)
    form = replace(_form(page, context), read_anew="read" in page.form)
    return page.fragment("documentation/session_saved.html", form=form)


@router.post("/visits/{visit_id}/session/save", permission="session.write")
def keep_without_script(page: Page, visit_id: UUID) -> Response:
    """The same for a browser without scripts."""
    context = visit_context(page.work, visit_id, "session form")
    refuse_other_people(page.work, context)
    _save(page, context)
    page.flash("Saved.")
    return page.redirect(f"/visits/{visit_id}/session")


@router.post("/visits/{visit_id}/session/draft", permission="session.write")
def draft(page: Page, visit_id: UUID) -> Response:
    """Keep the answers and draft the note from them."""
    context = visit_context(page.work, visit_id, "session form")
    refuse_other_people(page.work, context)
    _save(page, context)
    try:
        with page.work.attempt():
            proposal_id = draft_note(page.work, visit_id)
            writes = ask_model(page.work, proposal_id)
            return page.redirect(f"/notes/{proposal_id}/writing" if writes else f"/notes/{proposal_id}")
    except Refused as refusal:
        page.flash(str(refusal), "block")
        return page.redirect(f"/visits/{visit_id}/session")


@router.post("/visits/{visit_id}/session/flowsheet", permission="session.write")
def flowsheet(page: Page, visit_id: UUID) -> Response:
    """Bring in a table of numbers; each is then offered on the form."""
    context = visit_context(page.work, visit_id, "session form")
    refuse_other_people(page.work, context)
    name, text = read_csv(page.form.get("file"))
    saved = saved_form(page.work, visit_id) or SavedForm(Answers())
    brought = saved.answers.brought
    sources = with_source(brought.sources, FLOWSHEET, text, name)
    answers = replace(saved.answers, brought=replace(brought, sources=sources))
    save_form(page.work, visit_id, answers, saved.revision)
    page.flash("The numbers are offered on the form. Tap those that count.")
    return page.redirect(f"/visits/{visit_id}/session#session-heard")


@router.post("/visits/{visit_id}/session/hand-over", permission="session.write")
def hand_on(page: Page, visit_id: UUID, to: Annotated[UUID, Form()]) -> Response:
    """Let a colleague finish the form."""
    context = visit_context(page.work, visit_id, "session form")
    colleague = hand_over(page.work, context, to)
    page.flash(f"{colleague.display_name} finishes this form. Both of you sign the note.")
    return page.redirect(f"/visits/{visit_id}/session")


def _save(page: Page, context: VisitContext) -> None:
    keep_sent(page.work, context, Fields.of(page.form.multi_items()))


def _form(page: Page, context: VisitContext) -> SessionForm:
    saved = saved_form(page.work, context.visit.id) or SavedForm(Answers())
    account = str(page.work.actor.account_id)
    form = show_form(context, saved, last_answers(page.work, context), pack_set(page.work), account)
    if page.work.actor.staff_id != context.provider.id:
        return form
    others = [Option(str(one.id), one.display_name) for one in colleagues(page.work, context)]
    return replace(form, colleagues=tuple(others))


def _row(page: Page, line: DayLine, states: NoteStates) -> VisitRow:
    visit = line.visit
    step = states.step(visit)
    handed = visit.id in handed_to_actor(page.work)
    mine = page.may("session.write") and (visit.provider_id == page.work.actor.staff_id or handed)
    return VisitRow(
        url=_address(page, visit, states, mine=mine),
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        title=f"{visit.kind.replace('_', ' ').capitalize()}, {visit.minutes} min",
        detail=f"{visit.location} · {line.patient.payer}"
        + (f" · begun by {visit.provider}" if handed else "" if mine else f" · {visit.provider}"),
        step=step if visit.id in states.notes or visit.id in states.begun else Step("warn", "form to fill"),
    )


def _address(page: Page, visit: VisitView, states: NoteStates, *, mine: bool) -> str:
    """The note, else the form, for those who may open it; else the chart."""
    if visit.id in states.notes and page.may("note.review"):
        return f"/notes/{states.notes[visit.id].proposal_id}"
    if mine and visit.id not in states.notes:
        return f"/visits/{visit.id}/session"
    return f"/patients/{visit.patient_id}" if page.may("patient.view") else ""
