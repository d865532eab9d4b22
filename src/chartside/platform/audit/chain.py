"""Checks the audit chain outside the database: the hashes are computed here anew, not by its functions."""

import hashlib
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, Text, cast, select
from sqlalchemy.orm import Session

from chartside.platform.audit.tables import AuditEntry
from chartside.platform.database.base import organisation_of

_AT_ONCE = 2_000

Links = Generator[tuple[int, bytes, bytes, bytes], None, None]


@dataclass(frozen=True)
class ChainBreak:
    """The first link that does not hold: its number and what is wrong with it."""

    seq: int
    problem: str


@dataclass(frozen=True)
class ChainReport:
    """What a check found.

    Attributes:
        links: how many links hold, counted from the first.
        head: the hash of the last one that holds, hexadecimal. Keep it in another place: entries cut off at
            the end cannot be missed from inside.
        broken: the first that does not hold; `None` when all do.
    """

    links: int
    head: str
    broken: ChainBreak | None

    @property
    def holds(self) -> bool:
        """Nothing was changed, removed or slipped in."""
        return self.broken is None


def verify(session: Session, *, known_head: str | None = None) -> ChainReport:
    """Walk the organisation's audit chain from its first entry.

    Args:
        session: bound to the organisation.
        known_head: a head noted earlier in another place; the chain must still contain it.
    """
    return walk(_links(session), known_head)


def walk(links: Links, known_head: str | None = None) -> ChainReport:
    """Check links `(seq, prev, hash, expected hash)` in order; stops at the first that does not hold."""
    number, head, met = 0, b"", known_head in (None, "")
    with closing(links):
        for seq, prev, found, expected in links:
            problem = _problem(seq, number + 1, prev, head, found, expected)
            if problem:
                return ChainReport(number, head.hex(), ChainBreak(seq, problem))
            number, head = seq, found
            met = met or head.hex() == known_head
    lost = None if met else ChainBreak(number + 1, "entries were cut off: a head noted earlier is missing")
    return ChainReport(number, head.hex(), lost)


def chain_text(*fields: str | None) -> str:
    """The fields with their lengths in bytes, as the database's function of this name gives them."""
    return ",".join("-" if field is None else f"{len(field.encode())}:{field}" for field in fields)


def instant_text(at: datetime) -> str:
    """An instant in UTC with microseconds, as the database's `chain_instant` gives it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")


def chain_hash(*fields: str | None) -> bytes:
    """SHA-256 over the fields."""
    return hashlib.sha256(chain_text(*fields).encode()).digest()


def _problem(seq: int, due: int, prev: bytes, head: bytes, found: bytes, expected: bytes) -> str:
    if seq != due:
        return f"entry {due} is missing"
    if prev != head:
        return "it does not follow from the entry before"
    if found != expected:
        return "its content was changed"
    return ""


def _links(session: Session) -> Links:
    table = AuditEntry.__table__.c
    query = select(
        *[column for column in table if column.name != "detail"], cast(table.detail, Text).label("detail")
    )
    query = query.where(table.org_id == organisation_of(session)).order_by(table.seq)
    with session.execute(query.execution_options(yield_per=_AT_ONCE)) as rows:
        for row in rows:
            yield row.seq, row.prev, row.hash, _expected(row)


def _expected(row: Row[*tuple[Any, ...]]) -> bytes:
    return chain_hash(
        row.prev.hex(),
        str(row.org_id),
        str(row.seq),
        instant_text(row.at),
        instant_text(row.recorded_at),
        _text(row.account_id),
        _text(row.staff_id),
        row.actor_name,
        row.action,
        row.subject_type,
        str(row.subject_id),
        _text(row.patient_id),
        row.detail,
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
