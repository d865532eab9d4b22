"""Facts as people see them: label and short text of the evidence pane, and all text that a fact holds.

The value shapes by kind (every member may be absent):

- `activity`: `activity`, `minutes`, `goals` (ids), `assist` (Help), `performance` (Score), `code`, `side`,
  `by`
- `activity_detail`: `name`, `text`, `activity`: a further member of one activity
- `skilled`, `response`, `plan`, `next_visit`, `observation`, `assessment`, `precaution`, `safety`,
  `refusal`, `entry`, `measure`, `group`, `one_to_one`, `side`: `label`, `text`, and `flag` when a yes or no
  was entered; a `measure` with a score has besides `measure` (id of the table), `score`, `previous`, `side`,
  `edition`, `population`, `range_ok`, and `change_said`, which was computed from the two scores
- `subjective`: `label`, `text`, `speaker`, `whole`, `quote`
- `goal_measure` (session) and `goal` (plan of care): `goal` (id), `measure`, `text`, `baseline`, `last`,
  `now`, `target` (each an Amount), `baseline_date`
- `start_time`, `end_time`: `clock` ("10:00"), `text`; `treatment_minutes`, `timed_minutes`: `minutes`
- `patient_name`: `full`, `given`, `family`; `patient_dob`, `service_date`: `date`; `pronouns`: `text`;
  `provider`, `supervisor`: `text`, `name`, `credential`, `role`; `diagnosis`: `codes`

Help has `text`, `said`, `levels` (codes), `cues`; a Score `text`, `said` and `achieved`, `total` or `value`,
`unit`; an Amount `said` and `value`, `unit` or `achieved`, `total` or `level`, `rank`. `text` is what was
typed, `said` the same with abbreviations written out.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from chartside.drafting.language.data import phrases
from chartside.drafting.language.days import read_day, say_day
from chartside.drafting.language.quantities import show
from chartside.kernel.facts import Fact

_LABELS = {
    "goal": "Goal",
    "treatment_minutes": "Total treatment time",
    "timed_minutes": "Timed treatment",
    "start_time": "Start",
    "end_time": "End",
    "patient_name": "Patient",
    "patient_dob": "Date of birth",
    "pronouns": "Pronouns",
    "provider": "Provider",
    "supervisor": "Supervising therapist",
    "service_date": "Date of treatment",
    "diagnosis": "Diagnosis codes",
    "billed": "Billed",
    "prior_note": "Earlier note",
}


def label(fact: Fact) -> str:
    """What the evidence pane calls a fact: `Activity 1`, `G1 today`, `Mother`."""
    value = fact.value if isinstance(fact.value, dict) else {}
    if fact.kind == "activity":
        return f"Activity {_place(fact.path) + 1}"
    if fact.kind == "goal_measure":
        return f"{value.get('goal') or 'Goal'} today"
    if fact.kind == "goal":
        return str(value.get("goal") or "Goal")
    if fact.kind == "subjective" and value.get("speaker"):
        return str(value["speaker"]).capitalize()
    if fact.kind == "activity_detail":
        return str(value.get("name", "Detail")).capitalize()
    return str(value.get("label") or _LABELS.get(fact.kind) or fact.kind.replace("_", " ").capitalize())


def _place(path: str) -> int:
    digits = path.rpartition("[")[2].partition("]")[0]
    return int(digits) if digits.isdigit() else 0


def describe(fact: Fact) -> str:
    """The short text of the evidence pane, in the therapist's own words where there are any."""
    value = fact.value
    if not isinstance(value, dict):
        return str(value)
    if fact.kind == "activity":
        return _describe_activity(value)
    if fact.kind in ("goal", "goal_measure"):
        return _describe_goal(value)
    if "date" in value:
        day = read_day(value["date"])
        return say_day(day) if day else str(value["date"])
    if fact.kind in ("treatment_minutes", "timed_minutes"):
        return f"{show(value['minutes'])} min"
    return str(value.get("text") or value.get("full") or ", ".join(strings(value)))


def _describe_activity(value: dict[str, Any]) -> str:
    minutes = f"{show(value['minutes'])} min" if value.get("minutes") is not None else ""
    goals, result = ", ".join(value.get("goals", ())), _said(value, "performance")
    parts = (value.get("activity"), minutes, goals, _said(value, "assist"), result, value.get("code"))
    return "; ".join(str(part) for part in parts if part)


def _said(value: dict[str, Any], name: str) -> str:
    part = value.get(name)
    return str(part.get("text") or part.get("said")) if isinstance(part, dict) else ""


def _describe_goal(value: dict[str, Any]) -> str:
    parts = [str(value.get("measure") or value.get("text") or "")]
    names = (("baseline", "baseline"), ("last", "last"), ("now", "today"), ("target", "target"))
    parts += [f"{called} {value[name]['said']}" for name, called in names if value.get(name)]
    return "; ".join(part for part in parts if part)


def strings(value: object) -> Iterator[str]:
    """Every text and number inside a value, as text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, int | float):
        yield show(value)
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings(part)


def member_of(fact: Fact) -> dict[str, str]:
    """What `packs/phrases/members.yaml` says of the session's member that a fact came from."""
    if not fact.path.startswith("session."):
        return {}
    found: dict[str, str] = phrases("members")["members"].get(fact.path.split(".")[1].partition("[")[0], {})
    return found


_SECTIONS = {
    "assessment": "A",
    "skilled": "A",
    "goal": "A",
    "goal_measure": "A",
    "plan": "P",
    "next_visit": "P",
}


def section_of(fact: Fact) -> str:
    """The section of a SOAP note in which a fact is stated when it has no place of its own."""
    return member_of(fact).get("section") or _SECTIONS.get(fact.kind, "O")


def as_json(fact: Fact) -> dict[str, Any]:
    """The shape of the command contract."""
    return {"id": fact.id, "kind": fact.kind, "path": fact.path, "value": fact.value}


def from_json(shape: dict[str, Any]) -> Fact:
    """A fact as it was stored with a note."""
    at, span = shape.get("at"), shape.get("span")
    return Fact(
        shape["id"],
        shape["kind"],
        shape["path"],
        shape["value"],
        shape.get("source", "session form"),
        shape.get("person"),
        datetime.fromisoformat(at) if at else None,
        shape.get("words", ""),
        (span[0], span[1]) if span else None,
    )


def origin_json(fact: Fact) -> dict[str, Any]:
    """Where a fact comes from, as it is stored with a note: `source` and what is known of the rest."""
    known = {
        "source": fact.source,
        "person": fact.person,
        "at": fact.at.isoformat() if fact.at else None,
        "words": fact.words or None,
        "span": list(fact.span) if fact.span else None,
    }
    return {name: value for name, value in known.items() if value is not None}
