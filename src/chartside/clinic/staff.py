"""The people of the clinic: found by what files call them, and whom they work under."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from chartside.clinic.names import fold, name_tokens
from chartside.clinic.rows import own
from chartside.clinic.tables import Licence, Location, Payer, Staff, Supervision
from chartside.kernel.errors import NotFound
from chartside.kernel.people import ClinicalRole
from chartside.platform.tenancy import Work


@dataclass(frozen=True)
class LicenceView:
    """A licence and its first and last day."""

    state: str
    number: str
    effective: date | None
    expires: date | None


def staff_list(work: Work) -> list[Staff]:
    """Everyone who works here, by last name."""
    return list(work.session.scalars(own(work, Staff).where(Staff.active).order_by(Staff.last, Staff.first)))


def staff_member(work: Work, staff_id: UUID) -> Staff:
    """One person of the clinic.

    Raises:
        NotFound: nobody of this organisation has that id.
    """
    found = work.session.get(Staff, (work.org_id, staff_id))
    if found is None:
        raise NotFound("There is no such person at this clinic.")
    return found


def supervisors_on(work: Work, assistant_id: UUID, day: date) -> list[Staff]:
    """The therapists whose supervision of an assistant holds on that day, the longest-standing one first."""
    return list(
        work.session.scalars(
            select(Staff)
            .join(Supervision, (Supervision.org_id == Staff.org_id) & (Supervision.supervisor_id == Staff.id))
            .where(
                Supervision.org_id == work.org_id,
                Supervision.assistant_id == assistant_id,
                Supervision.starts <= day,
                Supervision.ends.is_(None) | (Supervision.ends >= day),
            )
            .order_by(Supervision.starts, Staff.code)
        )
    )


def licences_of(work: Work, staff_id: UUID) -> list[LicenceView]:
    """A person's licences, the latest expiry first."""
    rows = work.session.scalars(
        own(work, Licence).where(Licence.staff_id == staff_id).order_by(Licence.expires.desc().nulls_first())
    )
    return [LicenceView(row.state, row.number, row.effective, row.expires) for row in rows]


def needs_cosignature(staff: Staff) -> bool:
    """Whether a therapist must sign after this person."""
    return staff.clinical_role is not None and ClinicalRole(staff.clinical_role).is_assistant


class Directory:
    """The clinic's people, places and payers by whatever a file may call them; read once, then asked often.

    A name that fits two people finds neither.
    """

    def __init__(self, work: Work) -> None:
        """Read them all: a clinic has tens of each."""
        self.staff = {row.id: row for row in work.session.scalars(own(work, Staff))}
        self.locations = {row.id: row for row in work.session.scalars(own(work, Location))}
        self.payers = {row.id: row for row in work.session.scalars(own(work, Payer))}
        self._staff = _unambiguous(
            (name, row.id) for row in self.staff.values() for name in _staff_names(row)
        )
        self._locations = _unambiguous(
            (fold(name), row.id) for row in self.locations.values() for name in (row.code, row.name)
        )
        self._payers = _unambiguous(
            (fold(name), row.id) for row in self.payers.values() for name in (row.code, row.name)
        )

    def staff_called(self, text: str) -> Staff | None:
        """By code, NPI, `Dana Whitfield`, `Whitfield, Dana` or with the credential behind."""
        for form in (text, text.rsplit(",", 1)[0]):
            found = self._staff.get(_person_key(form))
            if found:
                return self.staff[found]
        return None

    def location_called(self, text: str) -> Location | None:
        """By code or name."""
        found = self._locations.get(fold(text.strip()))
        return self.locations[found] if found else None

    def payer_called(self, text: str) -> Payer | None:
        """By code or name."""
        found = self._payers.get(fold(text.strip()))
        return self.payers[found] if found else None

    @property
    def only_location(self) -> Location | None:
        """The clinic's location when it has one only: then a file need not name it."""
        return next(iter(self.locations.values())) if len(self.locations) == 1 else None


def _person_key(text: str) -> str:
    return " ".join(sorted(name_tokens(text)))


def _staff_names(row: Staff) -> list[str]:
    names = [row.code, f"{row.first} {row.last}", f"{row.first} {row.last} {row.credential}", row.npi or ""]
    return [key for key in map(_person_key, names) if key]


def _unambiguous(pairs: Iterable[tuple[str, UUID]]) -> dict[str, UUID]:
    found: dict[str, set[UUID]] = {}
    for name, row_id in pairs:
        found.setdefault(name, set()).add(row_id)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}
