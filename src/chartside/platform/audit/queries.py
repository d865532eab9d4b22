"""What the audit page shows: acts and looks, newest first, page by page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from chartside.platform.audit.tables import AuditEntry, Look
from chartside.platform.database.base import organisation_of

PAGE = 50

Entry = TypeVar("Entry")


@dataclass(frozen=True)
class Page(Generic[Entry]):
    """One page of entries; `older` is what to ask the next page with, `None` on the last one."""

    entries: Sequence[Entry]
    older: str | None


def acts(
    session: Session,
    *,
    patient_id: UUID | None = None,
    subject: tuple[str, UUID] | None = None,
    account_id: UUID | None = None,
    action: str | None = None,
    family: str | None = None,
    older: str | None = None,
    limit: int = PAGE,
) -> Page[AuditEntry]:
    """Acts of the organisation, newest first.

    Args:
        session: bound to the organisation.
        patient_id: only those that concern this patient.
        subject: only those on this one thing, `("proposal", id)`.
        account_id: only those of this person.
        action: only those with this tag.
        family: only those whose tag begins with this word and a point: `proposal`.
        older: the `older` of the page before.
        limit: entries to a page.
    """
    subject_type, subject_id = subject or (None, None)
    query = select(AuditEntry).where(
        AuditEntry.org_id == organisation_of(session),
        *_only(AuditEntry.patient_id, patient_id),
        *_only(AuditEntry.subject_type, subject_type),
        *_only(AuditEntry.subject_id, subject_id),
        *_only(AuditEntry.account_id, account_id),
        *_only(AuditEntry.action, action),
        *([] if family is None else [AuditEntry.action.startswith(f"{family}.", autoescape=True)]),
    )
    if older is not None:
        query = query.where(AuditEntry.seq < int(older))
    found = session.scalars(query.order_by(AuditEntry.seq.desc()).limit(limit + 1)).all()
    return _page(found, limit, lambda entry: str(entry.seq))


def looks(
    session: Session,
    *,
    patient_id: UUID | None = None,
    account_id: UUID | None = None,
    older: str | None = None,
    limit: int = PAGE,
) -> Page[Look]:
    """Who saw what, newest first; arguments as those of `acts`."""
    query = select(Look).where(
        Look.org_id == organisation_of(session),
        *_only(Look.patient_id, patient_id),
        *_only(Look.account_id, account_id),
    )
    if older is not None:
        slot, _, look_id = older.partition(".")
        query = query.where(tuple_(Look.slot, Look.id) < (int(slot), UUID(look_id)))
    found = session.scalars(query.order_by(Look.slot.desc(), Look.id.desc()).limit(limit + 1)).all()
    return _page(found, limit, lambda look: f"{look.slot}.{look.id}")


def lookers(session: Session, patient_id: UUID, *, since: datetime) -> int:
    """How many people saw this patient's data since an instant."""
    query = select(func.count(func.distinct(Look.account_id))).where(
        Look.org_id == organisation_of(session), Look.patient_id == patient_id, Look.at >= since
    )
    return session.scalar(query) or 0


def _only(column: InstrumentedAttribute[Any], value: object | None) -> list[ColumnElement[bool]]:
    return [] if value is None else [column == value]


def _page(found: Sequence[Entry], limit: int, mark: Callable[[Entry], str]) -> Page[Entry]:
    return Page(found[:limit], mark(found[limit - 1]) if len(found) > limit else None)
