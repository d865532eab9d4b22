"""A draft against the notes on file: the patient's own and those of the clinic's last days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from chartside.clinic.overlays import pack_set
from chartside.documentation.context import VisitContext
from chartside.documentation.similarity.asked import LIKENESS
from chartside.documentation.similarity.likeness import Level, Likeness, liken
from chartside.documentation.similarity.prints import CANDIDATE, overlap, print_of
from chartside.documentation.similarity.standards import Standards, standards
from chartside.documentation.similarity.tables import NotePrintRow
from chartside.documentation.similarity.texts import Compared, compared
from chartside.drafting.language.days import say_day
from chartside.platform.tenancy import Work
from chartside.review.model import Status
from chartside.review.reading import content_of
from chartside.review.tables import ProposalRow

_GONE = (Status.WITHDRAWN, Status.EXPIRED)
_OPENED = 5
_RANK = (Level.NONE, Level.WARN, Level.STRONG)


@dataclass(frozen=True)
class Twin:
    """The note that a draft is most like."""

    proposal_id: UUID
    day: date
    same_patient: bool
    same_author: bool
    likeness: Likeness

    @property
    def rank(self) -> tuple[int, bool, float, str]:
        """By which the nearest is chosen: the patient's own note before another's that is as like."""
        found = self.likeness
        return _RANK.index(found.level), self.same_patient, found.score, str(self.proposal_id)


def with_likeness(
    work: Work, context: VisitContext, content: dict[str, Any], before: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The content with what it is like; a reason given for the same twin stays.

    Args:
        work: the unit of work.
        context: the visit of the draft.
        content: the draft.
        before: the content that it takes the place of, if any.
    """
    twin = find_twin(work, context, content)
    if twin is None:
        return {**content, LIKENESS: None}
    given = (before or content).get(LIKENESS) or {}
    told = {
        "proposal": str(twin.proposal_id),
        "day": say_day(twin.day),
        "same_patient": twin.same_patient,
        "same_author": twin.same_author,
        "level": twin.likeness.level.value,
        "why": [reason.value for reason in twin.likeness.why],
        "words": twin.likeness.words,
        "letters": twin.likeness.letters,
    }
    same = given.get("proposal") == told["proposal"]
    return {**content, LIKENESS: {**told, "reason": given.get("reason") if same else None}}


def find_twin(work: Work, context: VisitContext, content: Mapping[str, Any]) -> Twin | None:
    """The note most like this draft, from where on likeness is worth a word; None when there is none."""
    draft, by = compared(content), standards(pack_set(work))
    found = (_twin(work, context, row, draft, by) for row in _candidates(work, context, draft, by))
    alike = [twin for twin in found if twin and twin.likeness.level is not Level.NONE]
    return max(alike, key=lambda twin: twin.rank, default=None)


def keep_print(work: Work, context: VisitContext, proposal_id: UUID, content: Mapping[str, Any]) -> None:
    """Keep the print of a note's present version, for the notes that follow."""
    runs = print_of(compared(content), _key(work))
    row = work.session.get(NotePrintRow, (work.org_id, proposal_id))
    if row is None:
        row = NotePrintRow(org_id=work.org_id, proposal_id=proposal_id)
        work.session.add(row)
    row.visit_id, row.patient_id = context.visit.id, context.visit.patient_id
    row.author_id, row.day, row.runs = context.provider.id, context.visit.day, runs
    work.session.flush()


def _twin(
    work: Work, context: VisitContext, row: NotePrintRow, draft: Compared, by: Standards
) -> Twin | None:
    proposal = work.session.get_one(ProposalRow, (work.org_id, row.proposal_id))
    other = compared(content_of(work, row.proposal_id, proposal.current_version))
    same_patient = row.patient_id == context.visit.patient_id
    found = liken(draft, other, by, same_patient=same_patient)
    if found is None:
        return None
    return Twin(row.proposal_id, row.day, same_patient, row.author_id == context.provider.id, found)


def _candidates(work: Work, context: VisitContext, draft: Compared, by: Standards) -> Iterable[NotePrintRow]:
    """The few notes whose prints come near, and the patient's last one whatever its print."""
    day, mine = context.visit.day, print_of(draft, _key(work))
    of_patient = list(
        work.session.scalars(
            _prints(work, context)
            .where(NotePrintRow.patient_id == context.visit.patient_id)
            .order_by(NotePrintRow.day.desc(), NotePrintRow.proposal_id)
            .limit(by.notes)
        )
    )
    around = timedelta(days=by.days)
    of_clinic = work.session.scalars(
        _prints(work, context).where(
            NotePrintRow.patient_id != context.visit.patient_id,
            NotePrintRow.day.between(day - around, day + around),
        )
    )
    near = sorted(
        (one for one in (*of_patient, *of_clinic) if overlap(mine, one.runs) >= CANDIDATE),
        key=lambda one: (-overlap(mine, one.runs), str(one.proposal_id)),
    )
    last = [one for one in of_patient if one.day <= day][:1]
    return dict.fromkeys([*near[:_OPENED], *last])


def _prints(work: Work, context: VisitContext) -> Select[NotePrintRow]:
    """Prints of notes that stand, of other visits than this one."""
    return (
        select(NotePrintRow)
        .join(
            ProposalRow,
            (ProposalRow.org_id == NotePrintRow.org_id) & (ProposalRow.id == NotePrintRow.proposal_id),
        )
        .where(
            NotePrintRow.org_id == work.org_id,
            NotePrintRow.visit_id != context.visit.id,
            ProposalRow.status.not_in(_GONE),
        )
    )


def _key(work: Work) -> bytes:
    return work.vault.blind_index(work.org_id, "note_print.key", "three-word runs")
