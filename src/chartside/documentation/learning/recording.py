"""What is kept of a note once it is signed, and forgotten when it is recalled or added to."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from chartside.clinic.sealing import forget, sealed_columns
from chartside.documentation.context import VisitContext, visit_context
from chartside.documentation.kind import TREATMENT_NOTE, note_of
from chartside.documentation.learning.drafted import body_of, drafted_sentences
from chartside.documentation.learning.model import model_in_use
from chartside.documentation.learning.people import detectors_for
from chartside.documentation.learning.preferences import propose_preferences
from chartside.documentation.learning.reading import open_seconds
from chartside.documentation.learning.tables import ApprovedSentenceRow, NoteCorrectionRow, NoteFigureRow
from chartside.drafting.corrections.compare import compare_signed
from chartside.drafting.corrections.deidentified import FindIdentifiers, deidentify
from chartside.drafting.corrections.model import Comparison, Correction, EditClass
from chartside.drafting.language.words import words
from chartside.kernel.ids import new_id
from chartside.platform.tenancy import Work
from chartside.review.record import ProposalRecord, proposal_record

_PAGE = "learning from a signed note"
_LEAST_WORDS = 4


def record_signed(work: Work, proposal_id: UUID) -> None:
    """Keep what a signed note teaches. Doing it again changes nothing; an unsigned note teaches nothing."""
    record = proposal_record(work, proposal_id)
    if record.kind != TREATMENT_NOTE or not record.state.complete:
        return
    note = note_of(work, proposal_id)
    known = work.session.get(NoteFigureRow, (work.org_id, proposal_id))
    if note.signed_at is None or known is not None:
        return
    context = visit_context(work, note.visit_id, _PAGE)
    kinds = {fact["id"]: fact["kind"] for fact in record.content["facts"]}
    compared = compare_signed(drafted_sentences(work, record), body_of(record.content), kinds)
    _keep_figure(work, record, context, compared)
    detectors = detectors_for(work, context)
    for correction in compared.corrections:
        _keep_correction(work, record, context, _nameless(correction, detectors))
    _keep_approved(work, record, context, detectors)
    work.session.flush()
    propose_preferences(work, context.provider.id)


def forget_signed(work: Work, proposal_id: UUID, *, figure: bool = True) -> None:
    """Forget what a note taught: it was recalled, or an addendum says that it was not right as signed.

    Args:
        work: the unit of work.
        proposal_id: the note.
        figure: also how far it lay from its draft.
    """
    for table in (NoteCorrectionRow, ApprovedSentenceRow):
        of_note = (table.org_id == work.org_id, table.proposal_id == proposal_id)
        forget(work, work.session.scalars(select(table.key_id).where(*of_note)).all())
        work.session.execute(delete(table).where(*of_note))
    if figure:
        work.session.execute(
            delete(NoteFigureRow).where(
                NoteFigureRow.org_id == work.org_id, NoteFigureRow.proposal_id == proposal_id
            )
        )


def _keep_figure(work: Work, record: ProposalRecord, context: VisitContext, compared: Comparison) -> None:
    kinds = Counter(one.kind for one in compared.corrections)
    signed_at = note_of(work, record.id).signed_at
    assert signed_at is not None
    work.session.add(
        NoteFigureRow(
            org_id=work.org_id,
            proposal_id=record.id,
            author_id=context.provider.id,
            signed_at=signed_at,
            writer=record.writer,
            drafted=compared.drafted,
            kept=compared.kept,
            wording=kinds[EditClass.WORDING],
            numbers=kinds[EditClass.NUMBER],
            deletions=kinds[EditClass.DELETION],
            additions=kinds[EditClass.ADDITION],
            moves=kinds[EditClass.ORDER],
            facts_changed=compared.changed_facts,
            facts_added=compared.added_facts,
            vouched=sum(one["status"] == "vouched" for one in record.content["sentences"]),
            distance=compared.distance,
            open_seconds=open_seconds(work, record.id, signed_at),
            likeness=(record.content.get("likeness") or {"level": "none"})["level"],
            frames=dict(compared.frames),
        )
    )


def _keep_correction(
    work: Work, record: ProposalRecord, context: VisitContext, correction: Correction
) -> None:
    row_id = new_id()
    work.session.add(
        NoteCorrectionRow(
            org_id=work.org_id,
            id=row_id,
            proposal_id=record.id,
            author_id=context.provider.id,
            signed_at=note_of(work, record.id).signed_at,
            section=correction.section,
            kind=correction.kind.value,
            fact_changing=correction.fact_changing,
            frame=correction.frame,
            **sealed_columns(work, "note_correction", row_id, correction.as_json()),
        )
    )


def _nameless(correction: Correction, detectors: Sequence[FindIdentifiers]) -> Correction:
    was, now = (deidentify(text, detectors) for text in (correction.was, correction.now))
    return Correction(**{**vars(correction), "was": was, "now": now})


def _keep_approved(
    work: Work, record: ProposalRecord, context: VisitContext, detectors: Sequence[FindIdentifiers]
) -> None:
    """Sentences that stand on their evidence, each once; what somebody vouched for is no example."""
    kinds = {fact["id"]: fact["kind"] for fact in record.content["facts"]}
    approved: dict[str, dict[str, Any]] = {}
    for one in body_of(record.content):
        text = deidentify(one["text"], detectors)
        if one["status"] == "supported" and len(words(text)) >= _LEAST_WORDS:
            approved.setdefault(text, one)
    model = model_in_use()
    for (text, one), vector in zip(approved.items(), model.vectors(list(approved)), strict=True):
        row_id = new_id()
        work.session.add(
            ApprovedSentenceRow(
                org_id=work.org_id,
                id=row_id,
                proposal_id=record.id,
                author_id=context.provider.id,
                signed_at=note_of(work, record.id).signed_at,
                discipline=context.discipline.value,
                setting=context.setting,
                payer=context.payer_code,
                section=one["section"],
                fact_kind=next((kinds[fact] for fact in one["facts"] if fact in kinds), ""),
                model=model.name,
                meaning=vector,
                **sealed_columns(work, "approved_sentence", row_id, {"text": text}),
            )
        )
