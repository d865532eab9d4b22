"""How far the note of each visit is: from nothing yet to delivered."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from chartside.clinic.visits import VisitView
from chartside.clinic.vocabulary import VisitStatus
from chartside.documentation.kind import TREATMENT_NOTE
from chartside.documentation.tables import NoteRow, SessionFormRow
from chartside.documentation.views.patient import Step
from chartside.platform.tenancy import Work
from chartside.review.model import Status
from chartside.review.tables import CountersignatureRow, ProposalRow

_STEPS = {
    Status.RETURNED: Step("warn", "returned"),
    Status.SIGNED: Step("ok", "signed, on its way"),
    Status.DELIVERED: Step("ok", "signed and delivered"),
    Status.ATTENTION: Step("block", "delivery stopped"),
}
_GONE = (Status.WITHDRAWN, Status.EXPIRED)


@dataclass(frozen=True)
class NoteState:
    """A visit's note. `signatures` are those given to its present version."""

    proposal_id: UUID
    status: Status
    signatures: int

    @property
    def is_signed(self) -> bool:
        """Its chain of signatures is complete."""
        return self.status in (Status.SIGNED, Status.DELIVERED, Status.ATTENTION)

    @property
    def step(self) -> Step:
        """As a state word."""
        waiting = "waits for co-signature" if self.signatures else "draft waits for signature"
        return _STEPS.get(self.status, Step("sign", waiting))


@dataclass(frozen=True)
class NoteStates:
    """The notes of some visits by visit, and the visits whose form somebody has begun."""

    notes: dict[UUID, NoteState]
    begun: frozenset[UUID]

    def step(self, visit: VisitView) -> Step:
        """What a list says about a visit."""
        if visit.id in self.notes:
            return self.notes[visit.id].step
        if visit.status != VisitStatus.COMPLETED:
            return Step("quiet", visit.status.replace("_", " "))
        if visit.note_signed_at:
            return Step("ok", "signed in the EHR")
        return Step("warn", "form begun" if visit.id in self.begun else "no note yet")


def note_states(work: Work, visits: Iterable[VisitView]) -> NoteStates:
    """Read them for all visits at once. A note that was withdrawn or has expired counts as none."""
    ids = [visit.id for visit in visits]
    given = (
        select(func.count())
        .select_from(CountersignatureRow)
        .where(
            CountersignatureRow.org_id == ProposalRow.org_id,
            CountersignatureRow.proposal_id == ProposalRow.id,
            CountersignatureRow.version == ProposalRow.current_version,
        )
        .correlate(ProposalRow)
        .scalar_subquery()
    )
    rows = work.session.execute(
        select(NoteRow.visit_id, ProposalRow.id, ProposalRow.status, given)
        .join(ProposalRow, (ProposalRow.org_id == NoteRow.org_id) & (ProposalRow.id == NoteRow.proposal_id))
        .where(
            NoteRow.org_id == work.org_id,
            NoteRow.visit_id.in_(ids),
            NoteRow.kind == TREATMENT_NOTE,
            ProposalRow.status.not_in(_GONE),
        )
        .order_by(NoteRow.id)
    )
    notes = {visit_id: NoteState(row_id, Status(status), count) for visit_id, row_id, status, count in rows}
    begun = select(SessionFormRow.visit_id).where(
        SessionFormRow.org_id == work.org_id, SessionFormRow.visit_id.in_(ids)
    )
    return NoteStates(notes, frozenset(work.session.scalars(begun)))
