"""Brings the clinic's record in line with its file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from chartside.clinic.configuration.model import ClinicConfiguration, LicencePart, StaffPart
from chartside.clinic.rows import own
from chartside.clinic.tables import Licence, Location, Payer, Staff, Supervision
from chartside.platform.tenancy import Work
from chartside.platform.tenancy.organisations import own_organisation

T = TypeVar("T", Location, Payer, Staff)


@dataclass(frozen=True)
class Applied:
    """What changed. Whoever is absent from the file is retired, never removed: visits refer to them."""

    created: int
    updated: int
    unchanged: int
    retired: int


def apply_configuration(work: Work, clinic: ClinicConfiguration) -> Applied:
    """Make and change what the file describes; the same file a second time changes nothing."""
    tally = _Tally(work)
    tally.put(Location, {place.code: place.model_dump() for place in clinic.locations})
    tally.put(Payer, {payer.code: payer.model_dump() for payer in clinic.payers})
    people = tally.put(Staff, {person.code: _columns(person) for person in clinic.staff})
    for person in clinic.staff:
        tally.licences(people[person.code], person.licences)
    tally.supervision(clinic, people)
    own_organisation(work).name = clinic.organisation.name
    applied = Applied(**tally.counts)
    work.audit("clinic.configured", "organisation", work.org_id, counts=tally.counts)
    return applied


def _columns(person: StaffPart) -> dict[str, Any]:
    columns = person.model_dump(exclude={"licences", "locations"}, mode="json")
    return columns | {"location_codes": list(person.locations)}


class _Tally:
    """Writes rows and counts what it did."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.counts = {"created": 0, "updated": 0, "unchanged": 0, "retired": 0}

    def put(self, table: type[T], wanted: Mapping[str, dict[str, Any]]) -> dict[str, UUID]:
        """Bring one table in line; ids by code."""
        rows = {row.code: row for row in self.work.session.scalars(own(self.work, table))}
        for code, columns in wanted.items():
            if code in rows:
                self._change(rows[code], columns | {"active": True})
            else:
                rows[code] = table(org_id=self.work.org_id, active=True, **columns)
                self.work.session.add(rows[code])
                self.counts["created"] += 1
        for code in rows.keys() - wanted.keys():
            self.counts["retired"] += rows[code].active
            rows[code].active = False
        self.work.session.flush()
        return {code: row.id for code, row in rows.items()}

    def licences(self, staff_id: UUID, wanted: tuple[LicencePart, ...]) -> None:
        rows = self.work.session.scalars(own(self.work, Licence).where(Licence.staff_id == staff_id))
        known = {(row.state, row.number): row for row in rows}
        for licence in wanted:
            row = known.get((licence.state, licence.number))
            if row:
                self._change(row, licence.model_dump())
            else:
                self.work.session.add(
                    Licence(org_id=self.work.org_id, staff_id=staff_id, **licence.model_dump())
                )
                self.counts["created"] += 1

    def supervision(self, clinic: ClinicConfiguration, people: Mapping[str, UUID]) -> None:
        known = {
            (row.assistant_id, row.supervisor_id, row.starts): row
            for row in self.work.session.scalars(own(self.work, Supervision))
        }
        for link in clinic.supervision:
            key = (people[link.assistant], people[link.supervisor], link.starts)
            if key in known:
                self._change(known[key], {"ends": link.ends})
            else:
                assistant_id, supervisor_id, starts = key
                self.work.session.add(
                    Supervision(
                        org_id=self.work.org_id,
                        assistant_id=assistant_id,
                        supervisor_id=supervisor_id,
                        starts=starts,
                        ends=link.ends,
                    )
                )
                self.counts["created"] += 1

    def _change(self, row: Any, columns: Mapping[str, Any]) -> None:  # noqa: ANN401 - a row of any table
        changed = {name: value for name, value in columns.items() if getattr(row, name) != value}
        for name, value in changed.items():
            setattr(row, name, value)
        self.counts["updated" if changed else "unchanged"] += 1
