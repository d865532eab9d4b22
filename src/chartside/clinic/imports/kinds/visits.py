"""Visits: booked, kept, cancelled and missed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from chartside.clinic.imports.context import ImportContext
from chartside.clinic.imports.fields import Field, ReadRow, plain
from chartside.clinic.imports.kinds.kind import ImportKind, Outcome
from chartside.clinic.imports.readers import (
    read_day,
    read_discipline,
    read_id,
    read_kind,
    read_name,
    read_signed,
    read_status,
)
from chartside.clinic.imports.upsert import Known, Upsert
from chartside.clinic.rows import own
from chartside.clinic.tables import Coverage, Location, Staff, Visit
from chartside.clinic.visits import announce
from chartside.clinic.vocabulary import VisitStatus
from chartside.interchange.tables.dates import in_zone, read_time
from chartside.interchange.tables.reading import read_number
from chartside.kernel.dates import DateRange
from chartside.kernel.errors import Problem
from chartside.kernel.people import ClinicalRole

_LONGEST_MINUTES = 12 * 60
_FIELDS = (
    Field(
        "source_id",
        "appointment id",
        ("visit id", "encounter id", "appt id", "appointment number"),
        read_id,
        required=True,
    ),
    Field(
        "patient",
        "patient id",
        ("patient number", "patient #", "client id", "account number"),
        read_id,
        required=True,
    ),
    Field("day", "date", ("date of service", "dos", "visit date", "appointment date"), read_day),
    Field("start", "start time", ("time", "start", "appointment time", "time in"), plain(read_time)),
    Field("end", "end time", ("end", "time out"), plain(read_time)),
    Field("starts_at", "start", ("start date time", "starts at", "appointment start"), read_signed),
    Field("ends_at", "finish", ("end date time", "ends at", "appointment end"), read_signed),
    Field("minutes", "minutes", ("duration", "length", "duration minutes"), plain(read_number)),
    Field(
        "provider",
        "provider",
        ("therapist", "clinician", "rendering provider", "staff"),
        read_name,
        required=True,
    ),
    Field("location", "location", ("clinic", "facility", "office", "site"), read_name),
    Field("kind", "visit type", ("appointment type", "type"), read_kind),
    Field("discipline", "discipline", ("specialty", "service"), read_discipline),
    Field("status", "status", ("appointment status", "visit status"), read_status, required=True),
    Field("group_id", "group id", ("group", "group session id"), read_id),
    Field("co_treatment_id", "co-treatment id", ("co treat id",), read_id),
    Field("payer", "payer", ("insurance", "primary insurance", "primary payer"), read_name),
    Field(
        "note_signed_at",
        "note signed",
        ("signed on", "note signed on", "date signed"),
        read_signed,
    ),
)


@dataclass(frozen=True)
class _Ready:
    """A row whose names have been found, its times placed in the location's zone."""

    patient_id: UUID
    columns: dict[str, Any]


def _check(values: dict[str, Any]) -> list[Problem]:
    problems = []
    if not values.get("starts_at") and not (values.get("day") and values.get("start")):
        problems.append(Problem("missing", "The start is missing: a date with a start time.", "start"))
    minutes: Decimal | None = values.get("minutes")
    if minutes is None and not values.get("end") and not values.get("ends_at"):
        problems.append(Problem("missing", "The end is missing: an end time or the minutes.", "end"))
    if minutes is not None and not 0 < minutes <= _LONGEST_MINUTES:
        problems.append(Problem("wrong_length", f"{minutes} minutes are no length of a visit.", "minutes"))
    return problems


def _resolve(context: ImportContext, rows: Sequence[ReadRow]) -> list[tuple[Problem, ...]]:
    return [ready if isinstance(ready, tuple) else () for ready in _ready_rows(context, rows)]


def _ready_rows(context: ImportContext, rows: Sequence[ReadRow]) -> list[_Ready | tuple[Problem, ...]]:
    patients = context.patients_called(row.get("patient") for row in rows)
    coverages = _coverages(context, set(patients.values()))
    return [_ready(context, row, patients, coverages) for row in rows]


def _ready(
    context: ImportContext,
    row: ReadRow,
    patients: dict[str, UUID],
    coverages: dict[UUID, list[Coverage]],
) -> _Ready | tuple[Problem, ...]:
    patient_id = patients.get(row.get("patient"))
    provider = context.directory.staff_called(row.get("provider"))
    place = row.get("location")
    location = context.directory.location_called(place) if place else context.directory.only_location
    problems = list(_unknown(row, patient_id, provider, location))
    if patient_id is None or provider is None or location is None or problems:
        return tuple(problems)
    starts_at, ends_at, problems = _times(row, ZoneInfo(location.zone))
    if starts_at is None or ends_at is None or problems:
        return tuple(problems)
    columns = {
        "patient_id": patient_id,
        "provider_id": provider.id,
        "location_id": location.id,
        "kind": row.get("kind") or ("group" if row.get("group_id") else "treatment"),
        "discipline": row.get("discipline") or ClinicalRole(provider.clinical_role or "").discipline,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "status": row.get("status"),
        "group_id": row.get("group_id"),
        "co_treatment_id": row.get("co_treatment_id"),
        "note_signed_at": _signed(row, ZoneInfo(location.zone)),
        "coverage_id": _coverage(context, row, starts_at.date(), coverages.get(patient_id, [])),
    }
    return _Ready(patient_id, columns)


def _unknown(
    row: ReadRow, patient_id: UUID | None, provider: Staff | None, location: Location | None
) -> list[Problem]:
    problems = []
    if patient_id is None:
        problems.append(
            Problem("unknown_patient", f"No patient has the id {row.get('patient')!r}.", "patient")
        )
    if provider is None:
        problems.append(
            Problem("unknown_provider", f"{row.get('provider')!r} does not work here.", "provider")
        )
    elif provider.clinical_role is None:
        problems.append(
            Problem("not_a_clinician", f"{row.get('provider')!r} has no clinical role.", "provider")
        )
    elif provider.clinical_role == ClinicalRole.STUDENT and not row.get("discipline"):
        problems.append(Problem("missing", "A student's visit needs its discipline.", "discipline"))
    if location is None:
        name = row.get("location") or "No location"
        problems.append(Problem("unknown_location", f"{name} is none of the clinic's.", "location"))
    return problems


def _times(row: ReadRow, zone: ZoneInfo) -> tuple[datetime | None, datetime | None, list[Problem]]:
    start = in_zone(row.get("starts_at") or datetime.combine(row.get("day"), row.get("start")), zone)
    if start.value is None:
        return None, None, [start.problem] if start.problem else []
    if row.get("ends_at") or row.get("end"):
        day = start.value.astimezone(zone).date()
        end = in_zone(row.get("ends_at") or datetime.combine(day, row.get("end")), zone)
    else:
        end = in_zone(start.value + timedelta(minutes=float(row.get("minutes"))), zone)
    if end.value is None:
        return None, None, [end.problem] if end.problem else []
    minutes = (end.value.timestamp() - start.value.timestamp()) / 60
    if not 0 < minutes <= _LONGEST_MINUTES:
        return None, None, [Problem("dates_in_wrong_order", "The visit does not end after it starts.", "end")]
    return start.value, end.value, []


def _signed(row: ReadRow, zone: ZoneInfo) -> datetime | None:
    moment = row.get("note_signed_at")
    return in_zone(moment, zone).value if moment else None


def _coverages(context: ImportContext, patient_ids: set[UUID]) -> dict[UUID, list[Coverage]]:
    rows = context.work.session.scalars(
        own(context.work, Coverage).where(Coverage.patient_id.in_(patient_ids)).order_by(Coverage.rank)
    )
    found: dict[UUID, list[Coverage]] = {}
    for coverage in rows:
        found.setdefault(coverage.patient_id, []).append(coverage)
    return found


def _coverage(context: ImportContext, row: ReadRow, day: date, coverages: list[Coverage]) -> UUID | None:
    """The coverage of that payer and day, or the day's first one; `None` when none reaches it."""
    on_the_day = [coverage for coverage in coverages if day in DateRange(coverage.starts, coverage.ends)]
    name = row.get("payer")
    payer = context.directory.payer_called(name) if name else None
    if name:
        on_the_day = [coverage for coverage in on_the_day if payer and coverage.payer_id == payer.id]
    return on_the_day[0].id if on_the_day else None


def _write(context: ImportContext, rows: Sequence[ReadRow]) -> list[Outcome]:
    upsert = Upsert(context, Visit, {row.get("source_id") for row in rows})
    before = _statuses(context, rows)
    outcomes: list[Outcome] = []
    for row, ready in zip(rows, _ready_rows(context, rows), strict=True):
        if isinstance(ready, tuple):
            outcomes.append(ready)
            continue
        source_id, status = row.get("source_id"), VisitStatus(row.get("status"))
        fingerprint = context.fingerprint("visits", row.values)
        outcome, visit_id = upsert.put(source_id, fingerprint, _columns(ready))
        if context.announces and outcome != "unchanged" and before.get(source_id) != status:
            announce(context.work, visit_id, ready.patient_id, status)
        before[source_id] = status
        outcomes.append(outcome)
    upsert.write()
    return outcomes


def _columns(ready: _Ready) -> Callable[[Known], dict[str, Any]]:
    """What to write. A note that is signed, here or there, does not become unsigned by an empty cell."""
    kept = {name: value for name, value in ready.columns.items() if name != "note_signed_at" or value}
    return lambda known: kept if known.fingerprint else ready.columns


def _statuses(context: ImportContext, rows: Sequence[ReadRow]) -> dict[str, str]:
    found = context.work.session.execute(
        select(Visit.source_id, Visit.status).where(
            Visit.org_id == context.org_id,
            Visit.source == context.source,
            Visit.source_id.in_({row.get("source_id") for row in rows}),
        )
    )
    return dict(found.all())


VISITS = ImportKind("visits", "Visits", _FIELDS, _check, _resolve, _write)
