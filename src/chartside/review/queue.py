"""What waits for whom: the one queue of the product."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, or_, select

from chartside.platform.crypto import Sealed
from chartside.platform.tenancy import Work
from chartside.review.kinds import kind_named
from chartside.review.model import Status
from chartside.review.tables import CountersignatureRow, ProposalRow, ProposalVersionRow, SignerRow


@dataclass(frozen=True)
class QueueItem:
    """One row of Today.

    Attributes:
        header: what the area wrote for the queue (names the patient).
        waiting_for: `signature`, `cosignature`, `author` (it was returned) or `decision` (its outcome is
            open).
    """

    proposal_id: UUID
    kind: str
    status: Status
    waiting_for: str
    version: int
    blocked: int
    due_at: datetime | None
    expires_at: datetime
    value_cents: int | None
    patient_id: UUID | None
    location_id: UUID | None
    created_at: datetime
    header: dict[str, Any]


def queue_for(work: Work, roles: frozenset[str] | None = None) -> list[QueueItem]:
    """What waits for this person, soonest first: to sign, returned to them, or to decide."""
    rows = work.session.execute(
        select(ProposalRow, ProposalVersionRow.blocked, _signatures_given())
        .join(
            ProposalVersionRow,
            and_(
                ProposalVersionRow.org_id == ProposalRow.org_id,
                ProposalVersionRow.proposal_id == ProposalRow.id,
                ProposalVersionRow.version == ProposalRow.current_version,
            ),
        )
        .where(_waits_for_me(work, roles))
        .order_by(ProposalRow.due_at.asc().nulls_last(), ProposalRow.created_at)
    ).all()
    headers = headers_of(work, [row for row, _, _ in rows])
    return [_item(row, blocked, given, headers[row.id]) for row, blocked, given in rows]


def count_waiting(work: Work) -> int:
    """How many things wait for this person; opens none of them."""
    waiting = select(func.count()).select_from(ProposalRow).where(_waits_for_me(work))
    return work.session.scalar(waiting) or 0


def headers_of(work: Work, rows: Sequence[ProposalRow]) -> dict[UUID, dict[str, Any]]:
    """The display headers of several proposals, opened with one look at the keys."""
    opened = work.vault.open_many_json(
        work, "proposal", [(row.id, Sealed(row.key_id, row.sealed)) for row in rows]
    )
    return {row.id: header for row, header in zip(rows, opened, strict=True)}


def _item(row: ProposalRow, blocked: int, given: int, header: dict[str, Any]) -> QueueItem:
    status = Status(row.status)
    waiting = {Status.RETURNED: "author", Status.ATTENTION: "decision"}.get(
        status, "cosignature" if given else "signature"
    )
    return QueueItem(
        proposal_id=row.id,
        kind=row.kind,
        status=status,
        waiting_for=waiting,
        version=row.current_version,
        blocked=blocked,
        due_at=row.due_at,
        expires_at=row.expires_at,
        value_cents=row.value_cents,
        patient_id=row.patient_id,
        location_id=row.location_id,
        created_at=row.created_at,
        header=header,
    )


def _signatures_given() -> ScalarSelect[int]:
    return (
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


def _waits_for_me(work: Work, roles: frozenset[str] | None = None) -> ColumnElement[bool]:
    mine = _next_signer_is_me(work, roles if roles is not None else work.actor.roles)
    stopped = ProposalRow.status.in_([Status.RETURNED, Status.ATTENTION])
    theirs = and_(stopped, _i_signed_or_wrote(work.actor.account_id))
    return and_(ProposalRow.org_id == work.org_id, or_(and_(ProposalRow.status == Status.OPEN, mine), theirs))


def _next_signer_is_me(work: Work, roles: frozenset[str]) -> ColumnElement[bool]:
    return exists(
        select(SignerRow.position)
        .where(
            SignerRow.org_id == ProposalRow.org_id,
            SignerRow.proposal_id == ProposalRow.id,
            SignerRow.position == _signatures_given() + 1,
            SignerRow.role.in_(roles),
            or_(SignerRow.account_id.is_(None), SignerRow.account_id == work.actor.account_id),
        )
        .correlate(ProposalRow)
    )


def _i_signed_or_wrote(account_id: UUID | None) -> ColumnElement[bool]:
    first_signer = exists(
        select(SignerRow.position)
        .where(
            SignerRow.org_id == ProposalRow.org_id,
            SignerRow.proposal_id == ProposalRow.id,
            SignerRow.position == 1,
            SignerRow.account_id == account_id,
        )
        .correlate(ProposalRow)
    )
    return or_(ProposalRow.created_by == account_id, first_signer)


def last_signed(work: Work, zone: ZoneInfo) -> str | None:
    """A sentence about this person's last signature, for a queue with nothing in it."""
    found = work.session.execute(
        select(CountersignatureRow.signed_at, ProposalRow)
        .join(
            ProposalRow,
            and_(
                ProposalRow.org_id == CountersignatureRow.org_id,
                ProposalRow.id == CountersignatureRow.proposal_id,
            ),
        )
        .where(
            CountersignatureRow.org_id == work.org_id,
            CountersignatureRow.account_id == work.actor.account_id,
        )
        .order_by(CountersignatureRow.signed_at.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        return None
    at = found.signed_at.astimezone(zone)
    kind = kind_named(found.ProposalRow.kind).title.lower()
    return f"The last one, a {kind}, was signed {at:%b} {at.day} at {at:%-I:%M} {at:%p}.".replace(
        "AM.", "am."
    ).replace("PM.", "pm.")
