"""From answers to what documentation reads: the input of one visit, in the shape of the command contract."""

from dataclasses import dataclass
from typing import Any

from chartside.documentation.context import VisitContext
from chartside.documentation.forms.answers import Answers
from chartside.documentation.forms.chart import goals_of
from chartside.documentation.forms.evidence import Origin
from chartside.documentation.forms.session import write_session


@dataclass(frozen=True)
class VisitEntry:
    """The contract's `input` object, and where what stands under each of its paths comes from."""

    record: dict[str, Any]
    origins: dict[str, Origin]


def visit_input(context: VisitContext, answers: Answers) -> dict[str, Any]:
    """The contract's `input` object: only what was answered or stands in the record."""
    return visit_entry(context, answers).record


def visit_entry(context: VisitContext, answers: Answers) -> VisitEntry:
    """The same, with the origins."""
    patient, provider, visit = context.patient, context.provider, context.visit
    session = write_session(context, answers)
    record: dict[str, Any] = {
        "patient": {
            "name": patient.name,
            "dob": patient.birth_date.isoformat(),
            "pronouns": patient.pronouns,
        },
        "diagnosis_codes": list(context.diagnosis_codes),
        "service_date": visit.day.isoformat(),
        "provider": {"name": f"{provider.first} {provider.last}", "credential": provider.credential},
        "session": session.members,
        "plan_of_care_goals": [{"id": goal.code, "text": goal.text} for goal in goals_of(context)],
    }
    if context.supervisor:
        supervisor = context.supervisor
        record["supervisor"] = {
            "name": f"{supervisor.first} {supervisor.last}",
            "credential": supervisor.credential,
        }
    return VisitEntry(record, session.origins)
