"""The review page of a note: read it beside its evidence, change it, vouch, sign through review's steps."""

from typing import Annotated
from uuid import UUID

from fastapi import Form, Query
from fastapi.responses import Response

from chartside.documentation.context import visit_context
from chartside.documentation.drafts import choose_allocation, edit_note, remove_sentence, vouch_for
from chartside.documentation.kind import BODY_SECTIONS, TREATMENT_NOTE, note_of
from chartside.documentation.pages.around import surroundings
from chartside.documentation.showing import show_note
from chartside.documentation.signature_bar import Reader
from chartside.kernel.errors import NotFound
from chartside.platform.pages import Page, PageRouter
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
    record = _note(page, proposal_id)
    context = visit_context(page.work, note_of(page.work, proposal_id).visit_id, "note")
    actor = page.work.actor
    around = surroundings(page, record, editing=step == "edit")
    reader = Reader(actor.account_id, actor.roles, page.extra(SigningDesk).asks(page))
    return page.render("documentation/review_note.html", note=show_note(record, context, reader, around))


@router.post("/{proposal_id}/edit", permission="note.edit")
def edit(page: Page, proposal_id: UUID, version: Version) -> Response:
    """Save the sections as typed, one sentence on each line, and verify them."""
    _note(page, proposal_id)
    sections = {
        letter: str(page.form[f"section:{letter}"]).splitlines()
        for letter in BODY_SECTIONS
        if f"section:{letter}" in page.form
    }
    edit_note(page.work, proposal_id, version, sections)
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


def _note(page: Page, proposal_id: UUID) -> ProposalRecord:
    record = proposal_record(page.work, proposal_id)
    if record.kind != TREATMENT_NOTE:
        raise NotFound("There is no such note.")
    return record


def _back(page: Page, proposal_id: UUID, words: str) -> Response:
    page.flash(words)
    return page.redirect(f"{PREFIX}/{proposal_id}")
