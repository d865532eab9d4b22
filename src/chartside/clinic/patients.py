"""Patients: made, changed, found, named."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import delete, func, insert, select

from chartside.clinic.coverage import current_payers
from chartside.clinic.identity import ContactDetails, PatientHeader, PatientIdentity, age_on
from chartside.clinic.names import identifier, name_tokens
from chartside.clinic.rows import own, today
from chartside.clinic.sealing import forget, open_rows, reseal, sealed_columns
from chartside.clinic.tables import Contact, Episode, Location, Patient, PatientToken
from chartside.kernel.errors import NotFound
from chartside.kernel.ids import new_id
from chartside.platform.tenancy import Work

OURS = "chartside"
"""The source of what was entered here and not brought in from another system."""


def create_patient(
    work: Work, identity: PatientIdentity, location_id: UUID, contacts: Sequence[ContactDetails] = ()
) -> UUID:
    """A new patient with the people to reach; returns the id."""
    patient_id = new_id()
    work.session.add(
        Patient(
            org_id=work.org_id,
            id=patient_id,
            location_id=location_id,
            source=OURS,
            source_key=source_key(work, OURS, str(patient_id)),
            fingerprint=None,
            **sealed_columns(work, "patient", patient_id, identity.as_json()),
        )
    )
    work.session.flush()
    write_tokens(work, {patient_id: identity})
    for rank, contact in enumerate(contacts, start=1):
        put_contact(work, patient_id, rank, contact)
    work.audit("patient.created", "patient", patient_id, patient_id=patient_id)
    return patient_id


def source_key(work: Work, source: str, source_id: str) -> bytes:
    """By what a patient of another system is found again without storing the id that system uses."""
    return work.vault.blind_index(work.org_id, "patient.source", f"{source}|{source_id}")


def put_contact(work: Work, patient_id: UUID, rank: int, contact: ContactDetails) -> None:
    """Write the contact of that rank, in place of the one before."""
    found = work.session.scalar(
        own(work, Contact).where(Contact.patient_id == patient_id, Contact.rank == rank)
    )
    if found:
        columns = reseal(work, "contact", found.id, found.key_id, contact.as_json())
        found.key_id, found.sealed = columns["key_id"], columns["sealed"]
        return
    row_id = new_id()
    columns = sealed_columns(work, "contact", row_id, contact.as_json())
    work.session.add(
        Contact(
            org_id=work.org_id, id=row_id, patient_id=patient_id, rank=rank, is_guardian=rank == 1, **columns
        )
    )


def drop_contact(work: Work, patient_id: UUID, rank: int) -> None:
    """Remove the contact of that rank, if there is one, and the key it was sealed with."""
    found = work.session.scalar(
        own(work, Contact).where(Contact.patient_id == patient_id, Contact.rank == rank)
    )
    if found:
        work.session.delete(found)
        forget(work, [found.key_id])


def contacts_of(work: Work, patient_id: UUID) -> list[ContactDetails]:
    """The people to reach, the first one first. The caller logs the look."""
    rows = work.session.scalars(
        own(work, Contact).where(Contact.patient_id == patient_id).order_by(Contact.rank)
    ).all()
    return [ContactDetails(**shape) for shape in open_rows(work, "contact", list(rows))]


def identities(work: Work, patient_ids: Iterable[UUID]) -> dict[UUID, PatientIdentity]:
    """Who they are, by id, with one query; unknown ids are absent. The caller logs the looks."""
    rows = list(work.session.scalars(own(work, Patient).where(Patient.id.in_(set(patient_ids)))))
    opened = open_rows(work, "patient", rows)
    return {row.id: PatientIdentity.from_json(shape) for row, shape in zip(rows, opened, strict=True)}


def identity_of(work: Work, patient_id: UUID, page: str) -> PatientIdentity:
    """Who one patient is; the look is logged under `page`.

    Raises:
        NotFound: no such patient in this organisation.
    """
    found = identities(work, [patient_id]).get(patient_id)
    if found is None:
        raise NotFound("There is no such patient.")
    work.look(patient_id, page)
    return found


def headers(work: Work, patient_ids: Iterable[UUID], page: str) -> dict[UUID, PatientHeader]:
    """What stays in sight about each patient, by id; each look is logged under `page`."""
    wanted = set(patient_ids)
    people = identities(work, wanted)
    payers, codes, places = current_payers(work, wanted), _diagnoses(work, wanted), _places(work, wanted)
    day = today(work)
    found: dict[UUID, PatientHeader] = {}
    for patient_id, who in people.items():
        work.look(patient_id, page)
        found[patient_id] = PatientHeader(
            patient_id=patient_id,
            name=who.name,
            first=who.first,
            birth_date=who.birth_date,
            age=age_on(who.birth_date, day),
            pronouns=who.pronouns,
            mrn=who.mrn,
            location=places[patient_id],
            payer=payers.get(patient_id, ""),
            diagnosis_codes=tuple(codes.get(patient_id, ())),
        )
    return found


def write_tokens(work: Work, people: dict[UUID, PatientIdentity]) -> None:
    """Write by what these patients are found, in place of what was there."""
    work.session.execute(
        delete(PatientToken).where(PatientToken.org_id == work.org_id, PatientToken.patient_id.in_(people))
    )
    rows = [
        {
            "org_id": work.org_id,
            "field": field,
            "digest": digest(work, field, value),
            "patient_id": patient_id,
        }
        for patient_id, who in people.items()
        for field, value in _findable(who)
    ]
    work.session.execute(insert(PatientToken), rows)


def digest(work: Work, field: str, value: str) -> bytes:
    """The blind index under which a folded value of a field is found."""
    return work.vault.blind_index(work.org_id, f"patient.{field}", value)


def count_patients(work: Work) -> int:
    """How many patients the organisation has."""
    return work.session.scalar(select(func.count()).where(Patient.org_id == work.org_id)) or 0


def _findable(who: PatientIdentity) -> list[tuple[str, str]]:
    fields = [("name", token) for token in name_tokens(who.first, who.middle, who.last, who.preferred)]
    fields.append(("birth_date", who.birth_date.isoformat()))
    for field, text in (("mrn", who.mrn), ("phone", who.phone)):
        if identifier(text):
            fields.append((field, identifier(text)))
    return fields


def _places(work: Work, patient_ids: set[UUID]) -> dict[UUID, str]:
    rows = work.session.execute(
        select(Patient.id, Location.name)
        .join(Location, (Location.org_id == Patient.org_id) & (Location.id == Patient.location_id))
        .where(Patient.org_id == work.org_id, Patient.id.in_(patient_ids))
    )
    return dict(rows.all())


def _diagnoses(work: Work, patient_ids: set[UUID]) -> dict[UUID, list[str]]:
    rows = work.session.execute(
        select(Episode.patient_id, Episode.diagnosis_codes)
        .where(Episode.org_id == work.org_id, Episode.patient_id.in_(patient_ids), Episode.ended_on.is_(None))
        .order_by(Episode.started_on)
    )
    found: dict[UUID, list[str]] = {}
    for patient_id, codes in rows:
        seen = found.setdefault(patient_id, [])
        seen.extend(code for code in codes if code not in seen)
    return found
