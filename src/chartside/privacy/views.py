"""What the privacy pages show: plain values."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from chartside.privacy.tables import DepartureRow, VendorRow

# An agreement that ends within this many days is told in time to renew it.
SOON_DAYS = 60


@dataclass(frozen=True)
class VendorLine:
    """One vendor of the register, and how its agreement stands today."""

    id: str
    name: str
    hosts: str
    contact: str
    signed_on: date | None
    ends_on: date | None
    state: Literal["ok", "warn", "block", "quiet"]
    words: str


@dataclass(frozen=True)
class LeftLine:
    """One line of what left.

    Attributes:
        replaced: identifiers that placeholders stood for, by class, in words (`2 names, 1 date`).
    """

    when: datetime
    who: str
    what: str
    where: str
    model: str
    sent: bool
    why: str
    size_bytes: int
    replaced: str
    seal: str


def vendor_line(row: VendorRow, on: date) -> VendorLine:
    """A vendor as the register's page shows it."""
    state, words = _standing(row, on)
    return VendorLine(
        id=str(row.id),
        name=row.name,
        hosts=", ".join(row.hosts),
        contact=row.contact,
        signed_on=row.baa_signed_on,
        ends_on=row.baa_ends_on,
        state=state,
        words=words,
    )


def _standing(row: VendorRow, on: date) -> tuple[Literal["ok", "warn", "block", "quiet"], str]:
    if row.retired:
        return "quiet", "retired"
    if row.baa_signed_on is None:
        return "block", "no agreement: nothing leaves"
    if row.baa_signed_on > on:
        return "block", "not in force yet: nothing leaves"
    if row.baa_ends_on is not None and row.baa_ends_on < on:
        return "block", "ended: nothing leaves"
    if row.baa_ends_on is not None and (row.baa_ends_on - on).days <= SOON_DAYS:
        return "warn", f"ends in {(row.baa_ends_on - on).days} days"
    return "ok", "agreement in force"


def left_line(row: DepartureRow) -> LeftLine:
    """A departure as its page shows it."""
    return LeftLine(
        when=row.at,
        who=row.actor,
        what=row.purpose.replace("_", " "),
        where=row.vendor or row.host or "nowhere",
        model=row.model,
        sent=row.decision == "sent",
        why=row.words,
        size_bytes=row.size_bytes,
        replaced=_counts(row.replaced) if row.decision == "sent" else _counts(row.found),
        seal=row.request_sha256[:12],
    )


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {kind.lower()}" for kind, number in sorted(counts.items()) if number)
