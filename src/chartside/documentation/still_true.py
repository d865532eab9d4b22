"""Whether the record still holds what a draft was made from: the chart goes on while a draft waits."""

from chartside.clinic.vocabulary import VisitKind, VisitStatus
from chartside.documentation.chain import note_chain
from chartside.documentation.context import VisitContext
from chartside.kernel.canonical import canonical_json, sha256_hex
from chartside.platform.tenancy import Work
from chartside.review.record import ProposalRecord

_NOT_TREATMENTS = {
    VisitKind.EVALUATION: "an evaluation",
    VisitKind.RE_EVALUATION: "a re-evaluation",
    VisitKind.TOUR: "a tour",
}
MADE_FROM = "made_from"


def record_mark(context: VisitContext) -> str:
    """A hash over all that the note and the charge file take from the record."""
    patient, visit, provider = context.patient, context.visit, context.provider
    supervisor = context.supervisor
    taken = {
        "patient": [patient.name, patient.birth_date.isoformat(), patient.mrn],
        "visit": [visit.starts_at.isoformat(), visit.ends_at.isoformat(), str(visit.location_id)],
        "kept apart": [visit.group_id, visit.co_treatment_id],
        "provider": [str(provider.id), provider.credential, provider.npi, context.licence],
        "supervisor": [str(supervisor.id), supervisor.credential, supervisor.npi] if supervisor else [],
        "payer": context.payer_code,
        "diagnoses": list(context.diagnosis_codes),
    }
    return sha256_hex(canonical_json(taken))


def unwritable(context: VisitContext) -> str | None:
    """Why no treatment note is written for this visit, or None."""
    visit = context.visit
    if visit.status != VisitStatus.COMPLETED:
        return "This visit did not take place, by the record. A note is written for a visit that did."
    if visit.kind in _NOT_TREATMENTS:
        kind = _NOT_TREATMENTS[VisitKind(visit.kind)]
        return f"This visit is {kind}: a treatment note does not fit it. Write it in the chart system."
    if visit.note_signed_at is not None:
        return "The note of this visit is signed in the chart already."
    return None


def changed_hands(work: Work, context: VisitContext, record: ProposalRecord) -> bool:
    """Whether other people sign for this visit now than stand in the draft's chain."""
    return tuple(note_chain(work, context)) != record.state.chain


def outdated(work: Work, context: VisitContext, record: ProposalRecord) -> str | None:
    """Why a draft of this visit can no longer be signed as it stands, or None."""
    reason = unwritable(context)
    if reason:
        return reason
    if changed_hands(work, context, record):
        return "Other people sign for this visit now. Draft it again from the visit."
    if record.content.get(MADE_FROM, {}).get("record", record_mark(context)) != record_mark(context):
        return "The record has changed since this was drafted. Draft it again from the visit, then read it."
    return None
