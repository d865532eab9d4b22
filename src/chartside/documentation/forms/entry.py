"""From answers to what documentation reads: the input of one visit, in the shape of the command contract."""

from decimal import Decimal
from typing import Any

from chartside.clinic.plans import GoalView
from chartside.coding.api import code_choices
from chartside.documentation.context import VisitContext
from chartside.documentation.forms.answers import OTHER, ActivityAnswer, Answers, GoalToday
from chartside.documentation.forms.choices import choices_by_key
from chartside.documentation.specialties import ActivityChoice, specialty


def visit_input(context: VisitContext, answers: Answers) -> dict[str, Any]:
    """The contract's `input` object: only what was answered or stands in the record."""
    patient, provider, visit = context.patient, context.provider, context.visit
    record: dict[str, Any] = {
        "patient": {
            "name": patient.name,
            "dob": patient.birth_date.isoformat(),
            "pronouns": patient.pronouns,
        },
        "diagnosis_codes": list(context.diagnosis_codes),
        "service_date": visit.day.isoformat(),
        "provider": {"name": f"{provider.first} {provider.last}", "credential": provider.credential},
        "session": _session(context, answers),
        "plan_of_care_goals": [{"id": goal.code, "text": goal.text} for goal in goals_of(context)],
    }
    if context.supervisor:
        supervisor = context.supervisor
        record["supervisor"] = {
            "name": f"{supervisor.first} {supervisor.last}",
            "credential": supervisor.credential,
        }
    return record


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


def _session(context: VisitContext, answers: Answers) -> dict[str, Any]:
    visit = context.visit
    session: dict[str, Any] = {
        "start": f"{visit.starts_at:%H:%M}",
        "end": f"{visit.ends_at:%H:%M}",
        "activities": [_activity(context, one) for one in answers.activities],
        "response": [*answers.response, *_if(answers.response_text)],
        "goals": [_goal(context, one) for one in answers.goals],
        "plan": [*answers.plan, *_if(answers.plan_text)],
    }
    # Two disciplines at once are neither: whether it was one to one then is for the therapist to say.
    if visit.group_id is not None:
        session["group"] = True
    elif visit.co_treatment_id is None:
        session["one_to_one"] = True
    if answers.subjective:
        session["subjective"] = {"speaker": speaker_of(context), "text": answers.subjective}
    if answers.skill or answers.skilled:
        session["skilled"] = [*answers.skill, *_if(answers.skilled)]
    return session


def _if(text: str) -> list[str]:
    return [text] if text else []


def _activity(context: VisitContext, answer: ActivityAnswer) -> dict[str, Any]:
    choice = choices_by_key(specialty(context.setting)).get(answer.key)
    name = answer.name if answer.key == OTHER or choice is None else choice.label
    activity: dict[str, Any] = {
        "activity": name,
        "minutes": answer.minutes,
        "goal": [answer.goal] if answer.goal else [],
        "performance": _result(answer, choice),
        "assist": answer.assist or answer.prompts,
        "cues": answer.cues,
        "code": answer.code or (usual_code(context, choice) if choice else ""),
    }
    return {member: value for member, value in activity.items() if value not in (None, "", [])}


def _result(answer: ActivityAnswer, choice: ActivityChoice | None) -> str:
    if answer.achieved is None or choice is None:
        return ""
    if choice.unit == "of":
        return f"{answer.achieved} of {answer.total} {choice.measure}".strip() if answer.total else ""
    return f"{answer.achieved} {choice.unit} {choice.measure}"


def _goal(context: VisitContext, today: GoalToday) -> dict[str, Any]:
    goal = next(one for one in goals_of(context) if one.code == today.goal)
    last = goal.last_before(context.visit.starts_at)
    record: dict[str, Any] = {
        "goal": goal.code,
        "measure": goal.measure,
        "unit": goal.unit if goal.total is None else None,
        "total": plain(goal.total if today.total is None else Decimal(today.total)),
        "direction": goal.direction,
        "baseline": plain(goal.baseline),
        "baseline_date": goal.baseline_on.isoformat() if goal.baseline_on else None,
        "last": plain(last.value) if last else None,
        "last_date": last.at.date().isoformat() if last else None,
        "now": today.value,
        "target": plain(goal.target),
    }
    return {member: value for member, value in record.items() if value is not None}


def plain(value: Decimal | None) -> int | float | None:
    """A stored number as JSON knows it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
