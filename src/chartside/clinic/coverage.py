"""Who pays for whom, and on which day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from chartside.clinic.names import identifier
from chartside.clinic.rows import own, today
from chartside.clinic.sealing import open_rows, sealed_columns
from chartside.clinic.tables import Coverage, Payer
from chartside.kernel.dates import DateRange
from chartside.kernel.ids import new_id
from chartside.platform.tenancy import Work


@dataclass(frozen=True)
class CoverageView:
    """One coverage of a patient; `starts` and `ends` are inclusive days."""

    id: UUID
    payer_id: UUID
    payer: str
    payer_code: str
    payer_kind: str
    unit_rule: str | None
    rank: int
    member_id: str
    group_number: str
    starts: date | None
    ends: date | None

    def covers(self, day: date) -> bool:
        """Whether that day lies within it."""
        return day in DateRange(self.starts, self.ends)


@dataclass(frozen=True)
class Membership:
    """What a card says."""

    payer_id: UUID
    member_id: str = ""
    group_number: str = ""
    rank: int = 1
    starts: date | None = None
    ends: date | None = None


def coverages_of(work: Work, patient_id: UUID) -> list[CoverageView]:
    """A patient's coverages, the one that pays first at the front, newest first. The caller logs the look."""
    rows = work.session.execute(
        select(Coverage, Payer)
        .join(Payer, (Payer.org_id == Coverage.org_id) & (Payer.id == Coverage.payer_id))
        .where(Coverage.org_id == work.org_id, Coverage.patient_id == patient_id)
        .order_by(Coverage.rank, Coverage.starts.desc().nulls_last())
    ).all()
    opened = open_rows(work, "coverage", [coverage for coverage, _ in rows])
    return [
        CoverageView(
            coverage.id, payer.id, payer.name, payer.code, payer.kind, payer.unit_rule, coverage.rank,
            shape["member_id"], shape["group_number"], coverage.starts, coverage.ends,
        )
        for (coverage, payer), shape in zip(rows, opened, strict=True)
    ]  # fmt: skip


def put_membership(work: Work, patient_id: UUID, card: Membership, *, announces: bool = True) -> UUID:
    """Write what a card says; returns the coverage's id.

    The same payer, member and rank stay one coverage, whose days may change. Another card of that rank ends
    the one before it and is a `coverage.changed`.
    """
    key = work.vault.blind_index(work.org_id, "coverage.member", identifier(card.member_id))
    open_ones = work.session.scalars(
        own(work, Coverage).where(Coverage.patient_id == patient_id, Coverage.rank == card.rank)
    ).all()
    same = next((row for row in open_ones if (row.payer_id, row.member_key) == (card.payer_id, key)), None)
    if same:
        if (same.starts, same.ends) != (card.starts, card.ends):
            same.starts, same.ends = card.starts, card.ends
            _announce(work, same.id, patient_id, "dates", announces=announces)
        return same.id
    before = [row for row in open_ones if row.ends is None]
    row_id = _new_coverage(work, patient_id, card, key, before)
    if before:
        _announce(work, row_id, patient_id, "payer", announces=announces)
    return row_id


def _new_coverage(work: Work, patient_id: UUID, card: Membership, key: bytes, before: list[Coverage]) -> UUID:
    row_id = new_id()
    first_day = card.starts or today(work)
    for row in before:
        row.ends = max(first_day - timedelta(days=1), row.starts or date.min)
    content = {"member_id": card.member_id, "group_number": card.group_number}
    work.session.add(
        Coverage(
            org_id=work.org_id,
            id=row_id,
            patient_id=patient_id,
            payer_id=card.payer_id,
            rank=card.rank,
            starts=card.starts,
            ends=card.ends,
            member_key=key,
            **sealed_columns(work, "coverage", row_id, content),
        )
    )
    return row_id


def end_coverage(work: Work, patient_id: UUID, rank: int, *, announces: bool = True) -> None:
    """The patient has no coverage of that rank any more: what is open ends today."""
    rows = own(work, Coverage).where(
        Coverage.patient_id == patient_id, Coverage.rank == rank, Coverage.ends.is_(None)
    )
    for row in work.session.scalars(rows).all():
        row.ends = max(today(work), row.starts or date.min)
        _announce(work, row.id, patient_id, "ended", announces=announces)


def _announce(work: Work, coverage_id: UUID, patient_id: UUID, change: str, *, announces: bool) -> None:
    if announces:
        work.emit("coverage.changed", "coverage", coverage_id, patient=patient_id, change=change)


def current_payers(work: Work, patient_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The name of each patient's first payer today, by patient."""
    day = today(work)
    rows = work.session.execute(
        select(Coverage.patient_id, Payer.name)
        .join(Payer, (Payer.org_id == Coverage.org_id) & (Payer.id == Coverage.payer_id))
        .where(
            Coverage.org_id == work.org_id,
            Coverage.patient_id.in_(set(patient_ids)),
            Coverage.starts.is_(None) | (Coverage.starts <= day),
            Coverage.ends.is_(None) | (Coverage.ends >= day),
        )
        .order_by(Coverage.rank.desc(), Coverage.starts.asc().nulls_first())
    )
    return dict(rows.all())
