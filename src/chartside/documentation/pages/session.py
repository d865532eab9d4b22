"""The day list and the session form."""

from itertools import groupby
from uuid import UUID

from fastapi.responses import Response

from chartside.clinic.overlays import pack_set
from chartside.clinic.rows import today
from chartside.clinic.visits import DayLine, VisitView, visits_without_notes
from chartside.documentation.context import VisitContext, refuse_other_people, visit_context
from chartside.documentation.drafts import draft_note
from chartside.documentation.forms.answers import Answers, Fields, read_answers
from chartside.documentation.forms.entry import goals_of
from chartside.documentation.forms.show import show_form
from chartside.documentation.forms.store import SavedForm, save_form, saved_form
from chartside.documentation.note_states import NoteStates, note_states
from chartside.documentation.to_fill import LOOK_BACK
from chartside.documentation.views.patient import DayGroup, DayPage, Step, VisitRow
from chartside.documentation.views.session import SessionForm
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
    return page.fragment("documentation/session_saved.html", form=_form(page, context))


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


def _save(page: Page, context: VisitContext) -> None:
    fields = Fields.of(page.form.multi_items())
    answers = read_answers(fields, [goal.code for goal in goals_of(context)])
    save_form(page.work, context.visit.id, answers, fields.number("revision", 10**6) or 0)


def _form(page: Page, context: VisitContext) -> SessionForm:
    saved = saved_form(page.work, context.visit.id) or SavedForm(Answers())
    previous = context.previous_visit
    before = saved_form(page.work, previous.id) if previous else None
    account = str(page.work.actor.account_id)
    return show_form(context, saved, before.answers if before else None, pack_set(page.work), account)


def _row(page: Page, line: DayLine, states: NoteStates) -> VisitRow:
    visit = line.visit
    step = states.step(visit)
    mine = page.may("session.write") and visit.provider_id == page.work.actor.staff_id
    return VisitRow(
        url=_address(page, visit, states, mine=mine),
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        title=f"{visit.kind.replace('_', ' ').capitalize()}, {visit.minutes} min",
        detail=f"{visit.location} · {line.patient.payer}" + ("" if mine else f" · {visit.provider}"),
        step=step if visit.id in states.notes or visit.id in states.begun else Step("warn", "form to fill"),
    )


def _address(page: Page, visit: VisitView, states: NoteStates, *, mine: bool) -> str:
    """The note, else the form, for those who may open it; else the chart."""
    if visit.id in states.notes and page.may("note.review"):
        return f"/notes/{states.notes[visit.id].proposal_id}"
    if mine and visit.id not in states.notes:
        return f"/visits/{visit.id}/session"
    return f"/patients/{visit.patient_id}" if page.may("patient.view") else ""
