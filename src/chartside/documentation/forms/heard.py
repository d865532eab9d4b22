"""What was taken from dictation and flowsheets, as members of the session with their origin."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chartside.documentation.dictation.model import Kind
from chartside.documentation.forms.answers import Answers
from chartside.documentation.forms.evidence import Confirmed, Origin
from chartside.drafting.language.quantities import show

_MEMBERS = {
    Kind.ACTIVITY: "activities",
    Kind.REPORT: "subjective",
    Kind.OBSERVATION: "observation",
    Kind.RESPONSE: "response",
    Kind.SKILLED: "skilled",
    Kind.ASSESSMENT: "assessment",
    Kind.PLAN: "plan",
    Kind.PRECAUTION: "precautions",
    Kind.REFUSAL: "refused",
    Kind.NOT_DONE: "not_done",
    Kind.GOAL: "goals",
    Kind.MEASURE: "measures",
    Kind.EARLIER: "earlier",
    Kind.PRESENT: "present",
}
_SAFETY = {"Pain": "pain", "Falls": "falls", "Vital signs": "vitals", "Skin": "skin"}


@dataclass(frozen=True)
class Taken:
    """One entry of a member of the session; `code` is that chosen for an activity."""

    member: str
    value: Any
    origin: Origin
    code: str = ""


def taken_members(answers: Answers) -> list[Taken]:
    """Everything that was taken, in the order of the sources."""
    return [*_from_dictation(answers), *_from_flowsheets(answers)]


def _from_dictation(answers: Answers) -> Iterator[Taken]:
    for one in answers.brought.confirmed:
        words = answers.brought.words(one)
        source = "dictation, changed and confirmed" if one.retyped else "dictation, confirmed"
        origin = Origin(source, answers.entered.get(f"taken:{one.id}"), words, (one.start, one.end))
        for member, value in _members(one):
            yield Taken(member, value, origin, one.code)


def _members(one: Confirmed) -> Iterator[tuple[str, Any]]:
    kind, value = Kind(one.kind), one.value
    if kind is Kind.SAFETY:
        yield _SAFETY.get(value["name"], "safety"), value["text"]
    elif kind is Kind.TIME:
        yield from _times(value)
    elif kind is Kind.ACTIVITY:
        if value.get("activity"):
            yield "activities", value
    elif kind is Kind.REPORT:
        yield "subjective", value
    elif kind is Kind.GOAL:
        yield from _goal(value)
    elif kind is Kind.MEASURE and "name" in value:
        yield "measures", {name: part for name, part in value.items() if name not in ("measure", "total")}
    else:
        yield _MEMBERS[kind], value.get("text", "")


def _times(value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    told = [name for name in ("start", "end") if name in value]
    for name in told:
        yield name, value[name]
    if "total_minutes" in value:
        yield "total_minutes", value["total_minutes"]
    elif not told:
        yield "attendance", value["text"]


def _goal(value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    now = value.get("achieved", value.get("value"))
    if now is None or "goal" not in value:
        yield "observation", value.get("text", "")
        return
    told = {"goal": value["goal"], "now": now, "unit": value.get("unit"), "total": value.get("total")}
    yield "goals", {name: part for name, part in told.items() if part is not None}


def _from_flowsheets(answers: Answers) -> Iterator[Taken]:
    """The numbers of one row about one measure are one entry, left and right beside each other."""
    rows: dict[tuple[str, int, str, str], list[Any]] = {}
    for one in answers.brought.numbers:
        rows.setdefault((one.source, one.row, one.name, one.unit), []).append(one)
    for (source, row, name, unit), numbers in rows.items():
        found = answers.brought.source(source)
        value = (
            {"name": name}
            | {one.side or "value": one.value for one in numbers}
            | ({"unit": unit} if unit else {})
        )
        cells = ", ".join(f"row {row}, column {one.column}: {show(one.value)}" for one in numbers)
        origin = Origin(
            f"flowsheet {found.name}".strip() if found else "flowsheet",
            answers.entered.get(f"taken:{numbers[0].id}"),
            cells,
        )
        yield Taken("measures", value, origin)
