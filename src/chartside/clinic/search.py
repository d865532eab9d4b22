"""Finding a patient by name, birth date or chart number, none of which is stored readable."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from chartside.clinic.identity import PatientHeader
from chartside.clinic.names import identifier, name_tokens
from chartside.clinic.patients import digest, headers
from chartside.clinic.tables import PatientToken
from chartside.interchange.tables.dates import DateOrder, read_date
from chartside.platform.tenancy import Work

MOST = 25


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
    people = headers(work, sorted(fitting)[:MOST], page)
    ordered = sorted(people.values(), key=lambda header: (header.name.casefold(), header.birth_date))
    return Found(tuple(ordered), more=len(fitting) > MOST)


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
