"""One proposal with its whole history, as a reviewer or an auditor reads it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from chartside.kernel.errors import NotFound
from chartside.platform.crypto import Sealed
from chartside.platform.tenancy import Work
from chartside.review.model import ProposalState
from chartside.review.queue import headers_of
from chartside.review.reading import content_of
from chartside.review.store import effects_of, signatures_of, state_of, version_row
from chartside.review.tables import (
    CountersignatureRow,
    EffectRow,
    ProposalReturnRow,
    ProposalRow,
    ProposalVersionRow,
)


@dataclass(frozen=True)
class ReturnReason:
    """Why a draft was sent back, by whom and when."""

    by: str
    at: datetime
    version: int
    reason: str


@dataclass(frozen=True)
class ProposalRecord:
    """Everything about one proposal."""

    id: UUID
    kind: str
    subject_type: str
    subject_id: UUID
    patient_id: UUID | None
    due_at: datetime | None
    created_at: datetime
    state: ProposalState
    header: dict[str, Any]
    content: dict[str, Any]
    writer: str
    versions: list[ProposalVersionRow]
    signatures: list[CountersignatureRow]
    effects: list[EffectRow]
    returns: list[ReturnReason]


def proposal_record(work: Work, proposal_id: UUID) -> ProposalRecord:
    """Read one proposal.

    Raises:
        NotFound: no such proposal in this organisation.
    """
    row = work.session.get(ProposalRow, (work.org_id, proposal_id))
    if row is None:
        raise NotFound("There is no such draft.")
    current = row.current_version
    return ProposalRecord(
        id=row.id,
        kind=row.kind,
        subject_type=row.subject_type,
        subject_id=row.subject_id,
        patient_id=row.patient_id,
        due_at=row.due_at,
        created_at=row.created_at,
        state=state_of(work, row),
        header=headers_of(work, [row])[row.id],
        content=content_of(work, proposal_id, current),
        writer=version_row(work, proposal_id, current).writer,
        versions=_versions(work, proposal_id),
        signatures=signatures_of(work, proposal_id, current),
        effects=effects_of(work, proposal_id, current),
        returns=_returns(work, proposal_id),
    )


def proposals_about(work: Work, subject_type: str, subject_id: UUID) -> list[ProposalRow]:
    """Every proposal about one subject, newest first."""
    return list(
        work.session.scalars(
            select(ProposalRow)
            .where(
                ProposalRow.org_id == work.org_id,
                ProposalRow.subject_type == subject_type,
                ProposalRow.subject_id == subject_id,
            )
            .order_by(ProposalRow.created_at.desc())
        )
    )


def _versions(work: Work, proposal_id: UUID) -> list[ProposalVersionRow]:
    return list(
        work.session.scalars(
            select(ProposalVersionRow)
            .where(ProposalVersionRow.org_id == work.org_id, ProposalVersionRow.proposal_id == proposal_id)
            .order_by(ProposalVersionRow.version)
        )
    )


def _returns(work: Work, proposal_id: UUID) -> list[ReturnReason]:
    rows = work.session.scalars(
        select(ProposalReturnRow)
        .where(ProposalReturnRow.org_id == work.org_id, ProposalReturnRow.proposal_id == proposal_id)
        .order_by(ProposalReturnRow.returned_at)
    )
    reasons = []
    for row in rows:
        text = work.vault.open_json(work, "proposal_return", row.id, Sealed(row.key_id, row.sealed))
        reasons.append(ReturnReason(row.returned_by, row.returned_at, row.version, text["reason"]))
    return reasons
