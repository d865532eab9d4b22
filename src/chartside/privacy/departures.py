"""What left through the door and what was stopped there, for good."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from chartside.platform.tenancy import Work
from chartside.privacy.door.door import SENT, Departure
from chartside.privacy.tables import DepartureRow, VendorRow


@dataclass(frozen=True)
class DepartureLog:
    """Writes each line in a transaction of its own, so that it stands before the first byte leaves.

    Attributes:
        open_work: opens such a transaction of the organisation in the name of the person who asked.
        subject_id: the run that it belongs to.
    """

    open_work: Callable[[], AbstractContextManager[Work]]
    subject_id: UUID
    writer: str
    model: str

    def write(self, departure: Departure) -> None:
        """See `Ledger.write`."""
        with self.open_work() as work:
            keep_departure(work, departure, self.subject_id, self.writer, self.model)


def keep_departure(work: Work, departure: Departure, subject_id: UUID, writer: str, model: str) -> None:
    """Add one line, and its act to the audit chain."""
    vendor_id = departure.vendor_id if isinstance(departure.vendor_id, UUID) else None
    row = DepartureRow(
        org_id=work.org_id,
        at=work.clock.now(),
        decision=departure.decision,
        purpose=departure.purpose,
        host=departure.host,
        basis=departure.basis,
        vendor_id=vendor_id,
        vendor=_vendor_name(work, vendor_id),
        writer=writer,
        model=model,
        subject_id=subject_id,
        request_sha256=departure.sha256,
        size_bytes=departure.size_bytes,
        replaced=dict(departure.replaced),
        found=dict(departure.found),
        reason=departure.reason,
        words=departure.words,
        actor=work.actor.name,
    )
    work.session.add(row)
    work.session.flush()
    act = "model.asked" if departure.decision == SENT else "model.stopped"
    work.audit(act, "departure", row.id, host=row.host, sha256=row.request_sha256, reason=row.reason)


def departures(work: Work, limit: int, before: datetime | None = None) -> Sequence[DepartureRow]:
    """The log, newest first; `before` goes on from an earlier page."""
    query = select(DepartureRow).where(DepartureRow.org_id == work.org_id)
    if before is not None:
        query = query.where(DepartureRow.at < before)
    return work.session.scalars(
        query.order_by(DepartureRow.at.desc(), DepartureRow.id.desc()).limit(limit)
    ).all()


def departure_counts(work: Work) -> dict[str, int]:
    """How many lines of each decision there are."""
    rows = work.session.execute(
        select(DepartureRow.decision, func.count())
        .where(DepartureRow.org_id == work.org_id)
        .group_by(DepartureRow.decision)
    )
    return dict(rows.all())


def _vendor_name(work: Work, vendor_id: UUID | None) -> str:
    if vendor_id is None:
        return ""
    query = select(VendorRow.name).where(VendorRow.org_id == work.org_id, VendorRow.id == vendor_id)
    return work.session.scalar(query) or ""
