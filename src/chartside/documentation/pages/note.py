"""The review page of a note: read it beside its evidence, change it, vouch, sign through review's steps."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import Form, Query
from fastapi.responses import Response

from chartside.documentation.context import VisitContext, visit_context
from chartside.documentation.drafts import choose_allocation, edit_note, remove_sentence, vouch_for
from chartside.documentation.kind import BODY_SECTIONS, TREATMENT_NOTE, note_of
from chartside.documentation.pages.around import surroundings
from chartside.documentation.showing import show_note
from chartside.documentation.signature_bar import Reader
from chartside.documentation.still_true import outdated
from chartside.documentation.views.note import NoteReview, SectionText, SentenceView
from chartside.documentation.writing.asking import how_it_went
from chartside.kernel.errors import NotFound, Refused
from chartside.platform.pages import Page, PageRouter
from chartside.platform.pages.flash import Flash
from chartside.review.model import Status
from chartside.review.record import ProposalRecord, proposal_record
from chartside.review.steps import SigningDesk, StepPermissions, step_routes

PREFIX = "/notes"
router = PageRouter(PREFIX)
steps = step_routes(
    TREATMENT_NOTE,
    PREFIX,
    StepPermissions(view="note.review", sign="note.sign", send_back="note.return", decide="delivery.resolve"),
)
Version = Annotated[int, Form()]


@router.get("/{proposal_id}", permission="note.review")
def read(page: Page, proposal_id: UUID, step: Annotated[str, Query()] = "") -> Response:
    """The draft as it will leave, beside its evidence; `step=edit` shows it as text."""
    return page.render(
        "documentation/review_note.html", note=_shown(page, proposal_id, editing=step == "edit")
    )


@router.post("/{proposal_id}/edit", permission="note.edit")
def edit(page: Page, proposal_id: UUID, version: Version) -> Response:
    """Save the sections as typed, one sentence on each line, and verify them."""
    _note(page, proposal_id)
    sections = {
        letter: str(page.form[f"section:{letter}"]).splitlines()
        for letter in BODY_SECTIONS
        if f"section:{letter}" in page.form
    }
    try:
        with page.work.attempt():
            edit_note(page.work, proposal_id, version, sections)
    except Refused as refusal:
        return _not_saved(page, proposal_id, sections, str(refusal))
    return _back(page, proposal_id, "Saved and checked.")


@router.post("/{proposal_id}/remove", permission="note.edit")
def remove(page: Page, proposal_id: UUID, version: Version, sentence: Annotated[int, Form()]) -> Response:
    """Take one sentence out."""
    _note(page, proposal_id)
    remove_sentence(page.work, proposal_id, version, sentence)
    return _back(page, proposal_id, "The sentence is out of the draft.")


@router.post("/{proposal_id}/vouch", permission="note.edit")
def vouch(
    page: Page,
    proposal_id: UUID,
    version: Version,
    sentence: Annotated[int, Form()],
    reason: Annotated[str, Form(max_length=500)],
) -> Response:
    """Answer for a sentence by name."""
    _note(page, proposal_id)
    vouch_for(page.work, proposal_id, version, sentence, reason)
    return _back(page, proposal_id, "The sentence stays, with your name beside it.")


@router.post("/{proposal_id}/allocation", permission="note.edit")
def allocation(
    page: Page, proposal_id: UUID, version: Version, allocation: Annotated[int, Form()]
) -> Response:
    """Choose among equally right spreads of the units."""
    _note(page, proposal_id)
    choose_allocation(page.work, proposal_id, version, allocation)
    return _back(page, proposal_id, "The units are spread anew.")


def _not_saved(page: Page, proposal_id: UUID, sections: dict[str, list[str]], refusal: str) -> Response:
    """The edit form again with what was typed, and why it was not saved."""
    note = _shown(page, proposal_id, editing=True)
    typed = tuple(
        SectionText(one.letter, one.name, _lines(sections.get(one.letter, []))) for one in note.editing
    )
    told = Flash(f"Not saved; your words are below. {refusal}", "block")
    return page.render(
        "documentation/review_note.html", status=409, note=replace(note, editing=typed), flashed=told
    )


def _lines(texts: list[str]) -> tuple[SentenceView, ...]:
    return tuple(SentenceView(0, text) for text in texts)


def _shown(page: Page, proposal_id: UUID, *, editing: bool) -> NoteReview:
    record, work = _note(page, proposal_id), page.work
    context = visit_context(work, note_of(work, proposal_id).visit_id, "note")
    around = surroundings(page, record, editing=editing)
    if record.state.status is Status.OPEN:
        around = replace(around, objection=_objection(page, context, record))
    reader = Reader(work.actor.account_id, work.actor.roles, page.extra(SigningDesk).asks(page))
    shown = show_note(record, context, reader, around)
    return replace(shown, findings=(*how_it_went(work, record), *shown.findings))


def _objection(page: Page, context: VisitContext, record: ProposalRecord) -> str | None:
    try:
        return outdated(page.work, context, record)
    except Refused as refusal:
        return str(refusal)


def _note(page: Page, proposal_id: UUID) -> ProposalRecord:
    record = proposal_record(page.work, proposal_id)
    if record.kind != TREATMENT_NOTE:
        raise NotFound("There is no such note.")
    return record


def _back(page: Page, proposal_id: UUID, words: str) -> Response:
    page.flash(words)
    return page.redirect(f"{PREFIX}/{proposal_id}")
