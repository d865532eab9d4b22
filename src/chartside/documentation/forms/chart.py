"""What the chart adds to a form: the goals of the plan, the usual code, who reports, who may be speaking."""

from decimal import Decimal

from chartside.clinic.plans import GoalView
from chartside.coding.api import code_choices, likely_codes
from chartside.documentation.context import VisitContext
from chartside.documentation.forms.choices import choices_by_key
from chartside.documentation.specialties import ActivityChoice, specialty


def goals_of(context: VisitContext) -> tuple[GoalView, ...]:
    """The goals of the plan in force."""
    return context.plan.goals if context.plan else ()


def usual_code(context: VisitContext, choice: ActivityChoice) -> str:
    """The code that the form proposes: in a group the group's own, else the activity's."""
    offered = code_choices(context.discipline, context.visit.day)
    group = next((one.code for one in offered if one.category == "group"), "")
    return group if context.visit.group_id and group else choice.code


def speaker_of(context: VisitContext) -> str:
    """Whose report the form asks for: the guardian of a child, else the patient."""
    child = context.chart.header.age < 18
    relation = next((one.relation for one in context.chart.contacts if one.relation), "")
    return (relation or "caregiver").lower() if child else "patient"


def code_for(context: VisitContext, name: str) -> str:
    """The code proposed for an activity by its name: of the specialty's choice, else the likeliest."""
    known = {one.label.lower(): one for one in choices_by_key(specialty(context.setting)).values()}
    if name.lower() in known:
        return usual_code(context, known[name.lower()])
    likely = likely_codes(name, context.discipline)
    return usual_code(context, ActivityChoice(name, likely[0].code if likely else "", "", "of", "assist"))


def cast_of(context: VisitContext) -> dict[str, str]:
    """Who may stand before a colon in a transcript: the therapist, the patient, the family, by first name."""
    cast = {context.patient.first.lower(): "patient"}
    for contact in context.chart.contacts:
        if contact.relation and contact.name.split():
            cast[contact.name.split()[0].lower()] = contact.relation.lower()
    return cast | {context.provider.first.lower(): "therapist"}


def plain(value: Decimal | None) -> int | float | None:
    """A stored number as JSON knows it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
