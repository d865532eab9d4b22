"""Finding a patient by name, birth date or chart number, none of which is stored readable."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from chartside.clinic.identity import PatientHeader
from chartside.clinic.names import identifier, name_tokens
from chartside.clinic.patients import digest, headers
from chartside.clinic.tables import Patient, PatientToken, Visit
from chartside.interchange.tables.dates import DateOrder, read_date
from chartside.platform.tenancy import Work

MOST = 25
AT_HAND = 60


@dataclass(frozen=True)
class Found:
    """Patients that fit all that was asked; `more` when there are others still."""

    patients: tuple[PatientHeader, ...]
    more: bool


def find_patients(work: Work, query: str, page: str = "search") -> Found:
    """Patients who fit each word of the query: words of a name, a birth date, a chart or phone number.

    `theo marsh`, `marsh 2019-04-11`, `4/11/2019`, `W-20388` and `555-555-0102` all work. Beginnings of
    names do not: names are found through one blind index per word.
    """
    fitting: set[UUID] | None = None
    for readings in _readings(query):
        ids = _ids(work, readings)
        fitting = ids if fitting is None else fitting & ids
    if not fitting:
        return Found((), more=False)
    return Found(_by_name(headers(work, sorted(fitting)[:MOST], page)), more=len(fitting) > MOST)


def patients_at_hand(work: Work, page: str, most: int = AT_HAND) -> Found:
    """The patients whose visits lie nearest to now, by name; those without a visit come after them.

    Names are sealed, so a list of all patients by name would have to open them all.
    """
    now = work.clock.now()
    distance = func.min(func.abs(func.extract("epoch", Visit.starts_at - now)))
    nearest = (
        select(Patient.id)
        .outerjoin(Visit, (Visit.org_id == Patient.org_id) & (Visit.patient_id == Patient.id))
        .where(Patient.org_id == work.org_id, Patient.active)
        .group_by(Patient.id)
        .order_by(distance.asc().nulls_last(), Patient.id.desc())
        .limit(most + 1)
    )
    ids = list(work.session.scalars(nearest))
    return Found(_by_name(headers(work, ids[:most], page)), more=len(ids) > most)


def _by_name(people: dict[UUID, PatientHeader]) -> tuple[PatientHeader, ...]:
    return tuple(sorted(people.values(), key=lambda header: (header.name.casefold(), header.birth_date)))


def _readings(query: str) -> list[list[tuple[str, str]]]:
    """For each word of the query, the fields and values it can stand for."""
    found: list[list[tuple[str, str]]] = []
    for word in query.split():
        day = read_date(word, DateOrder.MONTH_FIRST, date.max).value if any(map(str.isdigit, word)) else None
        if day:
            found.append([("birth_date", day.isoformat())])
        elif any(map(str.isdigit, word)):
            number = identifier(word)
            found.append([("mrn", number), ("phone", number), ("phone", f"1{number}")])
        else:
            found.extend([("name", token)] for token in name_tokens(word))
    return found


def _ids(work: Work, readings: list[tuple[str, str]]) -> set[UUID]:
    digests = [digest(work, field, value) for field, value in readings]
    rows = select(PatientToken.patient_id).where(
        PatientToken.org_id == work.org_id,
        PatientToken.field.in_({field for field, _ in readings}),
        PatientToken.digest.in_(digests),
    )
    return set(work.session.scalars(rows))
