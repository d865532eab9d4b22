"""The review page of a note: read it beside its evidence, change it, vouch, sign through review's steps."""

from typing import Annotated
from uuid import UUID

from fastapi import Form, Query
from fastapi.responses import Response

from chartside.documentation.context import visit_context
from chartside.documentation.drafts import choose_allocation, edit_note, remove_sentence, vouch_for
from chartside.documentation.kind import BODY_SECTIONS, TREATMENT_NOTE, note_of
from chartside.documentation.showing import Surroundings, show_note
from chartside.documentation.signature_bar import Reader
from chartside.kernel.errors import NotFound
from chartside.platform.identity.accounts import list_accounts
from chartside.platform.pages import Page, PageRouter
from chartside.review.kinds import kind_named
from chartside.review.queue import queue_for
from chartside.review.reading import content_of
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
    place, next_url = _queue_place(page, proposal_id)
    around = Surroundings(
        texts=_texts(page, record),
        names={account.id: account.display_name for account in list_accounts(page.work)},
        place=place,
        next_url=next_url,
        editing=step == "edit",
    )
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


def _texts(page: Page, record: ProposalRecord) -> dict[int, list[str]]:
    """The sentences of each version. A note has a handful of them."""
    words = kind_named(TREATMENT_NOTE).text
    return {row.version: words(content_of(page.work, record.id, row.version)) for row in record.versions}


def _queue_place(page: Page, proposal_id: UUID) -> tuple[str, str | None]:
    everything = queue_for(page.work)
    waiting = [item for item in everything if item.proposal_id != proposal_id]
    at = next((place for place, one in enumerate(everything, 1) if one.proposal_id == proposal_id), None)
    place = f"{at} of {len(everything)} in your queue" if at else ""
    url = kind_named(waiting[0].kind).page(waiting[0].proposal_id) if waiting else None
    return place, url
