"""A visit's chart in the open shape that identifiers are looked for in, and the day its dates count from."""

from datetime import date
from typing import Any

from chartside.clinic.patients import identities
from chartside.clinic.staff import staff_list
from chartside.clinic.visits import group_of
from chartside.documentation.context import VisitContext
from chartside.platform.tenancy import Work


def chart_shape(work: Work, context: VisitContext) -> dict[str, Any]:
    """Everything in the record that names the patient, the family, the cover or the clinic's people."""
    patient, coverage = context.patient, context.coverage
    referring = context.episode.referring if context.episode else {}
    shape: dict[str, Any] = {
        "name": patient.name,
        "first": patient.first,
        "last": patient.last,
        "middle": patient.middle,
        "nicknames": [patient.preferred] if patient.preferred else [],
        "dob": patient.birth_date.isoformat(),
        "sex": patient.sex,
        "mrn": patient.mrn,
        "phones": _some(patient.phone, *(one.phone for one in context.chart.contacts)),
        "emails": _some(patient.email, *(one.email for one in context.chart.contacts)),
        "address": vars(patient.address),
        "guardians": [{"name": one.name} for one in context.chart.contacts if one.name],
        "pcp": str(referring.get("name") or ""),
        "staff": [f"{one.first} {one.last}" for one in staff_list(work)],
        "peers": _peers(work, context),
        "other": _some(patient.source_id),
    }
    if coverage:
        shape |= {"member_id": coverage.member_id, "group_number": coverage.group_number}
    return {name: value for name, value in shape.items() if value}


def _peers(work: Work, context: VisitContext) -> list[str]:
    """The others of a group visit: they stand in no draft, and in nothing that leaves."""
    others = {one.patient_id for one in group_of(work, context.visit)} - {context.visit.patient_id}
    return sorted(one.name for one in identities(work, others).values())


def first_day(context: VisitContext) -> date:
    """The start of care; the visit itself where none is on file."""
    started = context.episode.started_on if context.episode else None
    return started or context.visit.day


def _some(*texts: str) -> list[str]:
    return [text for text in texts if text]
