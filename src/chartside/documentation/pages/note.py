"""The review page of a note: read it beside its evidence, change it, vouch, sign through review's steps."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import Form, Query
from fastapi.responses import Response

from chartside.documentation.context import VisitContext, visit_context
from chartside.documentation.drafts import (
    choose_allocation,
    edit_note,
    explain_likeness,
    may_change,
    remove_sentence,
    vouch_for,
)
from chartside.documentation.kind import BODY_SECTIONS, TREATMENT_NOTE, note_of
from chartside.documentation.learning.reading import note_seen
from chartside.documentation.learning.retrieval import Asked, similar_sentences
from chartside.documentation.pages.around import surroundings
from chartside.documentation.showing import show_note
from chartside.documentation.signature_bar import Reader
from chartside.documentation.similarity.showing import twin_view
from chartside.documentation.still_true import outdated
from chartside.documentation.views.note import NoteReview, SectionText, SentenceView
from chartside.documentation.views.twin import TwinView
from chartside.documentation.writing.asking import how_it_went
from chartside.kernel.errors import NotFound, Refused
from chartside.platform.pages import Page, PageRouter
from chartside.platform.pages.flash import Flash
from chartside.review.model import Status
from chartside.review.record import ProposalRecord, proposal_record
from chartside.review.steps import SigningDesk, StepPermissions, step_routes

PREFIX = "/notes"
EARLIER = 3
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


@router.post("/{proposal_id}/likeness", permission="note.edit")
def likeness(
    page: Page,
    proposal_id: UUID,
    version: Version,
    reason: Annotated[str, Form(max_length=500)],
) -> Response:
    """Say what was different from the note that this one is like, or why nothing was."""
    _note(page, proposal_id)
    explain_likeness(page.work, proposal_id, version, reason)
    return _back(page, proposal_id, "Your reason is kept with the note.")


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
    typed = tuple(replace(one, sentences=_lines(sections.get(one.letter, []))) for one in note.editing)
    told = Flash(f"Not saved; your words are below. {refusal}", "block")
    return page.render(
        "documentation/review_note.html", status=409, note=replace(note, editing=typed), flashed=told
    )


def _lines(texts: list[str]) -> tuple[SentenceView, ...]:
    return tuple(SentenceView(0, text) for text in texts)


def _shown(page: Page, proposal_id: UUID, *, editing: bool) -> NoteReview:
    record, work = _note(page, proposal_id), page.work
    context = visit_context(work, note_of(work, proposal_id).visit_id, "note")
    if record.state.status is Status.OPEN and may_change(work, proposal_id):
        note_seen(work, proposal_id)
    around = surroundings(page, record, editing=editing)
    if record.state.status is Status.OPEN:
        around = replace(around, objection=_objection(page, context, record))
    around = replace(around, twin=_twin(page, record))
    reader = Reader(
        work.actor.account_id, work.actor.roles, work.clock.now(), page.extra(SigningDesk).asks(page)
    )
    shown = show_note(record, context, reader, around)
    return replace(
        shown,
        editing=tuple(_with_earlier(page, context, one) for one in shown.editing),
        findings=(*how_it_went(work, record), *shown.findings),
    )


def _with_earlier(page: Page, context: VisitContext, section: SectionText) -> SectionText:
    """A section with how its author has said like things in notes that were signed."""
    asked = Asked(context.discipline.value, section.letter, author_id=context.provider.id)
    said = " ".join(one.text for one in section.sentences)
    found = similar_sentences(page.work, said, asked, EARLIER)
    return replace(section, before=tuple(one.text for one in found))


def _twin(page: Page, record: ProposalRecord) -> TwinView | None:
    waits = record.state.status in (Status.OPEN, Status.RETURNED)
    mine = waits and page.may("note.edit") and may_change(page.work, record.id)
    return twin_view(page.work, record, may_answer=mine, may_read=page.may("note.review"))


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
