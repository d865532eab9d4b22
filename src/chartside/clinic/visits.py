"""Visits: read, changed, and the list of those whose notes are missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, Select, select

from chartside.clinic.identity import PatientHeader
from chartside.clinic.patients import headers
from chartside.clinic.rows import day_bounds, joined, organisation_zone
from chartside.clinic.tables import Location, Staff, Visit
from chartside.clinic.vocabulary import VisitStatus
from chartside.kernel.errors import NotFound, Refused
from chartside.platform.tenancy import Work


@dataclass(frozen=True)
class VisitView:
    """One visit as lists and forms show it. `starts_at` and `ends_at` are in the zone of its location."""

    id: UUID
    patient_id: UUID
    coverage_id: UUID | None
    provider_id: UUID
    provider: str
    provider_role: str
    location_id: UUID
    location: str
    kind: str
    discipline: str
    starts_at: datetime
    ends_at: datetime
    status: str
    group_id: str | None
    co_treatment_id: str | None
    note_signed_at: datetime | None
    source_id: str

    @property
    def minutes(self) -> int:
        """From start to end, by the instants and not by the clock on the wall."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def day(self) -> date:
        """The date of service: the local day on which it starts."""
        return self.starts_at.date()


@dataclass(frozen=True)
class DayLine:
    """One line of the list of visits without notes."""

    visit: VisitView
    patient: PatientHeader


def get_visit(work: Work, visit_id: UUID) -> VisitView:
    """One visit. The caller logs the look, if it shows the patient.

    Raises:
        NotFound: no such visit in this organisation.
    """
    return _view(_found(work.session.execute(_visits(work).where(Visit.id == visit_id)).one_or_none()))


def visit_from(work: Work, source: str, source_id: str) -> VisitView:
    """The visit that another system knows by that id.

    Raises:
        NotFound: none was brought in under it.
    """
    rows = _visits(work).where(Visit.source == source, Visit.source_id == source_id)
    return _view(_found(work.session.execute(rows).one_or_none()))


def visits_of_patient(work: Work, patient_id: UUID, until: datetime | None = None) -> list[VisitView]:
    """A patient's visits, newest first, those before `until` if given. The caller logs the look."""
    rows = _visits(work).where(Visit.patient_id == patient_id).order_by(Visit.starts_at.desc(), Visit.id)
    if until:
        rows = rows.where(Visit.starts_at < until)
    return [_view(row) for row in work.session.execute(rows).all()]


def visits_between(
    work: Work,
    first: date,
    last: date,
    *,
    provider_id: UUID | None = None,
    location_id: UUID | None = None,
    statuses: Iterable[VisitStatus] = tuple(VisitStatus),
) -> list[VisitView]:
    """Visits from one day to another, both inclusive in the organisation's zone, by their start."""
    start, end = day_bounds(first, last, organisation_zone(work))
    rows = _visits(work).where(
        Visit.starts_at >= start,
        Visit.starts_at < end,
        Visit.status.in_([status.value for status in statuses]),
    )
    if provider_id:
        rows = rows.where(Visit.provider_id == provider_id)
    if location_id:
        rows = rows.where(Visit.location_id == location_id)
    return [_view(row) for row in work.session.execute(rows.order_by(Visit.starts_at, Visit.id)).all()]


def visits_without_notes(
    work: Work,
    provider_id: UUID | None,
    first: date,
    last: date,
    page: str = "day list",
    *,
    location_id: UUID | None = None,
) -> list[DayLine]:
    """Completed visits whose note is not signed, oldest first; a look is logged for each patient shown.

    Args:
        work: the unit of work.
        provider_id: whose visits; `None` for everyone's.
        first: the first day, inclusive, in the organisation's zone.
        last: the last day, inclusive.
        page: the name under which the looks are logged.
        location_id: only visits there.
    """
    completed = visits_between(
        work, first, last, provider_id=provider_id, location_id=location_id, statuses=[VisitStatus.COMPLETED]
    )
    waiting = [visit for visit in completed if visit.note_signed_at is None]
    people = headers(work, {visit.patient_id for visit in waiting}, page)
    return [DayLine(visit, people[visit.patient_id]) for visit in waiting]


def group_of(work: Work, visit: VisitView) -> list[VisitView]:
    """All visits of the same group, this one included; a visit outside any group is alone."""
    if visit.group_id is None:
        return [visit]
    rows = _visits(work).where(Visit.group_id == visit.group_id).order_by(Visit.source_id)
    return [_view(row) for row in work.session.execute(rows).all()]


def co_treated_with(work: Work, visit: VisitView) -> list[VisitView]:
    """The visits at which another discipline treats the same patient at the same time."""
    if visit.co_treatment_id is None:
        return []
    rows = _visits(work).where(
        Visit.co_treatment_id == visit.co_treatment_id,
        Visit.patient_id == visit.patient_id,
        Visit.id != visit.id,
    )
    return [_view(row) for row in work.session.execute(rows.order_by(Visit.source_id)).all()]


def set_status(work: Work, visit_id: UUID, status: VisitStatus) -> None:
    """Say what became of a visit; the event goes out when it changed.

    Raises:
        NotFound: no such visit.
        Refused: its note is signed, so it has taken place.
    """
    visit = work.session.get(Visit, (work.org_id, visit_id))
    if visit is None:
        raise NotFound("There is no such visit.")
    if visit.status == status.value:
        return
    if visit.note_signed_at:
        raise Refused("The note of this visit is signed, so the visit has taken place.")
    before, visit.status = visit.status, status.value
    work.audit(
        "visit.status", "visit", visit_id, patient_id=visit.patient_id, before=before, after=status.value
    )
    announce(work, visit_id, visit.patient_id, status)


def announce(work: Work, visit_id: UUID, patient_id: UUID, status: VisitStatus) -> None:
    """Emit what follows from a visit's new status: `visit.completed`, `visit.cancelled`, or nothing."""
    if status is VisitStatus.COMPLETED:
        work.emit("visit.completed", "visit", visit_id, patient=patient_id)
    elif status.freed_the_hour:
        work.emit(
            "visit.cancelled",
            "visit",
            visit_id,
            patient=patient_id,
            late=status is VisitStatus.LATE_CANCELLED,
        )


def record_note_signed(work: Work, visit_id: UUID, at: datetime | None) -> None:
    """The visit's note is signed and leaves the list of those that wait; `None`: it was recalled.

    Raises:
        NotFound: no such visit.
    """
    visit = work.session.get(Visit, (work.org_id, visit_id))
    if visit is None:
        raise NotFound("There is no such visit.")
    visit.note_signed_at = at


def _visits(work: Work) -> Select[Visit, Staff, Location]:
    return (
        select(Visit, Staff, Location)
        .join(Staff, joined(Visit, Staff, Visit.provider_id))
        .join(Location, joined(Visit, Location, Visit.location_id))
        .where(Visit.org_id == work.org_id)
    )


def _found(row: Row[Visit, Staff, Location] | None) -> Row[Visit, Staff, Location]:
    if row is None:
        raise NotFound("There is no such visit.")
    return row


def _view(row: Row[Visit, Staff, Location]) -> VisitView:
    visit, staff, location = row
    zone = ZoneInfo(location.zone)
    return VisitView(
        id=visit.id,
        patient_id=visit.patient_id,
        coverage_id=visit.coverage_id,
        provider_id=visit.provider_id,
        provider=staff.display_name,
        provider_role=staff.clinical_role or "",
        location_id=visit.location_id,
        location=location.name,
        kind=visit.kind,
        discipline=visit.discipline,
        starts_at=visit.starts_at.astimezone(zone),
        ends_at=visit.ends_at.astimezone(zone),
        status=visit.status,
        group_id=visit.group_id,
        co_treatment_id=visit.co_treatment_id,
        note_signed_at=visit.note_signed_at.astimezone(zone) if visit.note_signed_at else None,
        source_id=visit.source_id,
    )
