"""Patients with their guardian and up to two coverages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from chartside.clinic.coverage import Membership, end_coverage, put_membership
from chartside.clinic.identity import Address, ContactDetails, PatientIdentity
from chartside.clinic.imports.context import ImportContext
from chartside.clinic.imports.fields import Field, ReadRow, plain
from chartside.clinic.imports.kinds.kind import ImportKind, Outcome
from chartside.clinic.imports.readers import read_birth_date, read_day, read_id, read_name
from chartside.clinic.patients import drop_contact, put_contact, source_key, write_tokens
from chartside.clinic.sealing import reseal, sealed_columns
from chartside.clinic.tables import Patient
from chartside.interchange.tables.reading import read_phone, read_sex
from chartside.kernel.errors import Problem
from chartside.kernel.ids import new_id

_COVERAGES = ("", "2")
_FIELDS = (
    Field(
        "source_id",
        "patient id",
        ("patient number", "patient #", "client id", "account number"),
        read_id,
        required=True,
    ),
    Field("mrn", "chart number", ("medical record number", "chart #", "chart id", "mr number"), read_id),
    Field("first", "first name", ("patient first name", "given name", "first"), read_name, required=True),
    Field("middle", "middle name", ("middle initial", "mi"), read_name),
    Field(
        "last", "last name", ("patient last name", "surname", "family name", "last"), read_name, required=True
    ),
    Field("preferred", "preferred name", ("nickname", "goes by"), read_name),
    Field(
        "birth_date",
        "date of birth",
        ("dob", "birthdate", "birth date", "birthday"),
        read_birth_date,
        required=True,
    ),
    Field("sex", "sex", ("gender", "sex at birth", "legal sex"), plain(read_sex)),
    Field("pronouns", "pronouns", (), read_name),
    Field("street", "street", ("address", "address 1", "address line 1", "street address"), read_name),
    Field("city", "city", ("town",), read_name),
    Field("state", "state", ("province",), read_name),
    Field("zip", "ZIP code", ("zip", "postal code", "postcode"), read_name),
    Field("phone", "phone", ("mobile phone", "cell phone", "home phone", "primary phone"), plain(read_phone)),
    Field("email", "email", ("e-mail", "email address"), read_name),
    Field("language", "language", ("preferred language", "primary language"), read_name),
    Field(
        "guardian", "guardian", ("guardian name", "responsible party", "parent name", "caregiver"), read_name
    ),
    Field("guardian_relation", "guardian relationship", ("relationship", "guardian relation"), read_name),
    Field("guardian_phone", "guardian phone", ("parent phone", "responsible party phone"), plain(read_phone)),
    Field("guardian_email", "guardian email", ("parent email",), read_name),
    Field("location", "location", ("clinic", "facility", "office", "site"), read_name),
    Field("payer", "payer", ("primary payer", "insurance", "primary insurance", "insurance name"), read_name),
    Field("member_id", "member id", ("policy number", "subscriber id", "insurance id", "policy #"), read_id),
    Field("group_number", "group number", ("group #", "group id"), read_id),
    Field(
        "covered_from",
        "coverage start",
        ("effective date", "policy start", "coverage from"),
        read_day,
    ),
    Field("covered_to", "coverage end", ("termination date", "policy end", "coverage to"), read_day),
    Field("payer2", "second payer", ("secondary payer", "secondary insurance"), read_name),
    Field("member_id2", "second member id", ("secondary member id", "secondary policy number"), read_id),
    Field("group_number2", "second group number", ("secondary group number",), read_id),
    Field("covered_from2", "second coverage start", ("secondary effective date",), read_day),
    Field("covered_to2", "second coverage end", ("secondary termination date",), read_day),
)


@dataclass(frozen=True)
class _Ready:
    """A row whose names have been found in the record.

    An empty cell says that there is no guardian or coverage; a column that the file lacks says nothing.
    """

    identity: PatientIdentity
    location_id: UUID
    guardian: ContactDetails | None
    says_guardian: bool
    cards: tuple[Membership, ...]
    uncovered_ranks: tuple[int, ...]


def _check(values: dict[str, Any]) -> list[Problem]:
    problems = []
    for number in _COVERAGES:
        starts, ends = values.get(f"covered_from{number}"), values.get(f"covered_to{number}")
        if starts and ends and ends < starts:
            problems.append(
                Problem("dates_in_wrong_order", "The coverage ends before it starts.", f"covered_to{number}")
            )
        if values.get(f"member_id{number}") and not values.get(f"payer{number}"):
            problems.append(Problem("missing", "There is a member id but no payer.", f"payer{number}"))
    return problems


def _ready(context: ImportContext, row: ReadRow) -> _Ready | tuple[Problem, ...]:
    place = row.get("location")
    location = context.directory.location_called(place) if place else context.directory.only_location
    problems = []
    if location is None:
        problems.append(
            Problem("unknown_location", f"{place or 'No location'} is none of the clinic's.", "location")
        )
    cards = []
    for rank, number in enumerate(_COVERAGES, start=1):
        name = row.get(f"payer{number}")
        payer = context.directory.payer_called(name) if name else None
        if name and payer is None:
            problems.append(
                Problem("unknown_payer", f"{name!r} is none of the clinic's payers.", f"payer{number}")
            )
        if payer:
            cards.append(_card(row, payer.id, rank, number))
    if location is None or problems:
        return tuple(problems)
    empty = [
        rank for rank, number in enumerate(_COVERAGES, 1) if row.values.get(f"payer{number}", "?") is None
    ]
    says_guardian = "guardian" in row.values
    return _Ready(_identity(row), location.id, _guardian(row), says_guardian, tuple(cards), tuple(empty))


def _card(row: ReadRow, payer_id: UUID, rank: int, number: str) -> Membership:
    return Membership(
        payer_id=payer_id,
        member_id=row.get(f"member_id{number}") or "",
        group_number=row.get(f"group_number{number}") or "",
        rank=rank,
        starts=row.get(f"covered_from{number}"),
        ends=row.get(f"covered_to{number}"),
    )


def _identity(row: ReadRow) -> PatientIdentity:
    text = {
        name: row.get(name) or ""
        for name in (
            "middle",
            "preferred",
            "sex",
            "pronouns",
            "mrn",
            "source_id",
            "phone",
            "email",
            "language",
        )
    }
    address = Address(*(row.get(name) or "" for name in ("street", "city", "state", "zip")))
    return PatientIdentity(row.get("first"), row.get("last"), row.get("birth_date"), address=address, **text)


def _guardian(row: ReadRow) -> ContactDetails | None:
    name = row.get("guardian")
    if not name:
        return None
    rest = (
        row.get("guardian_relation"),
        row.get("guardian_phone"),
        row.get("guardian_email"),
        row.get("language"),
    )
    return ContactDetails(name, *(text or "" for text in rest))


def _resolve(context: ImportContext, rows: Sequence[ReadRow]) -> list[tuple[Problem, ...]]:
    found = [_ready(context, row) for row in rows]
    return [ready if isinstance(ready, tuple) else () for ready in found]


def _write(context: ImportContext, rows: Sequence[ReadRow]) -> list[Outcome]:
    work, org_id = context.work, context.org_id
    keys = {row.number: source_key(work, context.source, row.get("source_id")) for row in rows}
    known: dict[bytes, tuple[UUID, bytes | None, UUID]] = {
        key: (patient_id, fingerprint, key_id)
        for key, patient_id, fingerprint, key_id in work.session.execute(
            select(Patient.source_key, Patient.id, Patient.fingerprint, Patient.key_id).where(
                Patient.org_id == org_id,
                Patient.source == context.source,
                Patient.source_key.in_(keys.values()),
            )
        )
    }
    outcomes: list[Outcome] = []
    named: dict[UUID, PatientIdentity] = {}
    for row in rows:
        ready = _ready(context, row)
        if isinstance(ready, tuple):
            outcomes.append(ready)
            continue
        key, fingerprint = keys[row.number], context.fingerprint("patients", row.values)
        before = known.get(key)
        if before and before[1] == fingerprint:
            outcomes.append("unchanged")
            continue
        patient_id, key_id = _put(context, ready, key, fingerprint, before)
        known[key] = (patient_id, fingerprint, key_id)
        named[patient_id] = ready.identity
        outcomes.append("updated" if before else "created")
    if named:
        write_tokens(work, named)
    return outcomes


def _put(
    context: ImportContext,
    ready: _Ready,
    key: bytes,
    fingerprint: bytes,
    before: tuple[UUID, bytes | None, UUID] | None,
) -> tuple[UUID, UUID]:
    """Write one patient with contact and coverage; the ids of patient and data key."""
    work, content = context.work, ready.identity.as_json()
    columns: dict[str, Any] = {"location_id": ready.location_id, "fingerprint": fingerprint, "active": True}
    if before:
        patient_id, _, old_key_id = before
        columns |= reseal(work, "patient", patient_id, old_key_id, content)
        own = (Patient.org_id == context.org_id, Patient.id == patient_id)
        work.session.execute(update(Patient).where(*own).values(**columns))
    else:
        patient_id = new_id()
        columns |= sealed_columns(work, "patient", patient_id, content)
        identifiers = {
            "org_id": context.org_id,
            "id": patient_id,
            "source": context.source,
            "source_key": key,
        }
        work.session.execute(insert(Patient), [identifiers | columns])
    if ready.guardian:
        put_contact(work, patient_id, 1, ready.guardian)
    elif before and ready.says_guardian:
        drop_contact(work, patient_id, 1)
    for card in ready.cards:
        put_membership(work, patient_id, card, announces=context.announces)
    for rank in ready.uncovered_ranks if before else ():
        end_coverage(work, patient_id, rank, announces=context.announces)
    work.session.flush()
    return patient_id, columns["key_id"]


PATIENTS = ImportKind("patients", "Patients with coverage", _FIELDS, _check, _resolve, _write)
