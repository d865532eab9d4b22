"""Shorthand for rows of one's own organisation, and for its days."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, select

from chartside.platform.database.base import OfOrganisation
from chartside.platform.tenancy import Work
from chartside.platform.tenancy.organisations import own_organisation

T = TypeVar("T", bound=OfOrganisation)


def own(work: Work, table: type[T]) -> Select[T]:
    """Rows of this organisation. Row-level security says so too; the condition is there for the index."""
    return select(table).where(table.org_id == work.org_id)


def joined(table: type[OfOrganisation], other: type[OfOrganisation], column: Any) -> ColumnElement[bool]:  # noqa: ANN401
    """That `column` refers to `other.id` within one organisation."""
    condition: ColumnElement[bool] = (table.org_id == other.org_id) & (column == other.id)  # type: ignore[attr-defined]
    return condition


def organisation_zone(work: Work) -> ZoneInfo:
    """The zone of places that name none of their own."""
    return ZoneInfo(own_organisation(work).zone)


def today(work: Work) -> date:
    """The clinic's calendar day, which in the evening is no longer that of UTC."""
    return work.clock.now().astimezone(organisation_zone(work)).date()


def day_bounds(first: date, last: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first instant of one day and the first after another, in UTC, whatever the clocks do."""
    start = datetime.combine(first, time(), zone).astimezone(UTC)
    end = datetime.combine(last + timedelta(days=1), time(), zone).astimezone(UTC)
    return start, end
