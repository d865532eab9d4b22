"""How much of the clinic the record knows: for the set-up page, without naming anyone."""

from dataclasses import dataclass

from sqlalchemy import func, select

from chartside.clinic.rows import own
from chartside.clinic.tables import Location, Patient, Payer, Staff, Visit
from chartside.kernel.people import ClinicalRole
from chartside.platform.database.base import OfOrganisation
from chartside.platform.tenancy import Work


@dataclass(frozen=True)
class Census:
    """Counts of the record.

    Attributes:
        clinicians: people who treat; `without_npi` are therapists among them with no NPI on file.
        open_unit_rules: payers whose way of counting units is the one of their kind, not set by the clinic.
    """

    locations: int
    clinicians: int
    without_npi: int
    payers: int
    open_unit_rules: int
    patients: int
    visits: int


def census(work: Work) -> Census:
    """Count the record of this organisation."""
    people = [one for one in work.session.scalars(own(work, Staff).where(Staff.active)) if one.clinical_role]
    payers = work.session.scalars(own(work, Payer).where(Payer.active)).all()
    return Census(
        locations=_count(work, Location),
        clinicians=len(people),
        without_npi=sum(1 for one in people if one.npi is None and not _is_assistant(one)),
        payers=len(payers),
        open_unit_rules=sum(1 for one in payers if one.unit_rule is None),
        patients=_count(work, Patient),
        visits=_count(work, Visit),
    )


def _is_assistant(person: Staff) -> bool:
    role = person.clinical_role
    return role is not None and ClinicalRole(role).is_assistant


def _count(work: Work, table: type[OfOrganisation]) -> int:
    return work.session.scalar(select(func.count()).where(table.org_id == work.org_id)) or 0
