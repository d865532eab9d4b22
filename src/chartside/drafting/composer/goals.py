"""A: how each goal stands, computed from its values and from nothing else."""

from typing import Any, NamedTuple

from chartside.drafting.comparison import Amount, compare, direction, is_met
from chartside.drafting.composer.writing import Writing, goal_name
from chartside.drafting.language.days import read_day, say_day
from chartside.drafting.language.negation import polar_stems
from chartside.kernel.facts import Fact


class Standing(NamedTuple):
    """A goal's values from the session and the plan, and the facts that gave them."""

    values: dict[str, Amount]
    measure: str
    goal: str
    facts: list[Fact]
    record: dict[str, Any]


def write_goals(note: Writing) -> None:
    """A sentence for each goal measured today; for a goal that was only worked on, its text.

    A text that the last notes hold is not copied forward: the goal is named by its id.
    """
    plan = {
        str(fact.value.get("goal", "")).lower(): fact
        for fact in note.of_kind("goal")
        if fact.value.get("goal")
    }
    measured = set()
    for fact in note.of_kind("goal_measure"):
        standing = _standing(fact, plan.get(str(fact.value.get("goal", "")).lower()))
        measured.add(str(fact.value.get("goal", "")).lower())
        _write_standing(note, standing)
    worked_on = dict.fromkeys(
        str(goal).lower() for fact in note.of_kind("activity") for goal in fact.value.get("goals", [])
    )
    for goal in worked_on:
        planned = plan.get(goal)
        if planned is not None and goal not in measured and planned.value.get("text"):
            slots = {"goal": goal_name(planned.value["goal"]), "text": note.small(str(planned.value["text"]))}
            if note.has_said(str(planned.value["text"])):
                note.say("A", "goal_text", "again", {"goal": slots["goal"]}, [planned])
            else:
                note.say("A", "goal_text", "one", slots, [planned])


def _standing(fact: Fact, planned: Fact | None) -> Standing:
    record, facts = dict(fact.value), [fact, *([planned] if planned else [])]
    for name in ("measure", "baseline", "last", "target", "direction", "baseline_date"):
        if planned and name not in record and planned.value.get(name):
            record[name] = planned.value[name]
    values = {role: record[role] for role in ("baseline", "last", "now", "target") if record.get(role)}
    goal = goal_name(record.get("goal", ""))
    return Standing(values, str(record.get("measure") or ""), goal, facts, record)


def _write_standing(note: Writing, standing: Standing) -> None:
    values, goal = standing.values, standing.goal
    earlier = "baseline" if "baseline" in values else "last"
    slots = {
        "measure": note.small(standing.measure)
        if standing.measure
        else f"{goal} performance"
        if goal
        else "performance",
        "goal": goal if standing.measure else _short(note, standing),
        "now": _said(values, "now"),
        "from": _said(values, earlier),
        "from_when": _when(standing.record, earlier) if earlier in values else "",
        "target": _said(values, "target"),
    }
    if earlier == "baseline" and "last" in values:
        slots |= {"last": _said(values, "last"), "last_when": _when(standing.record, "last")}
    for name in ("from_when", "last_when"):
        slots[f"{name}_bare"] = slots.get(name, "").removeprefix("at ").removeprefix("on ")
    must = frozenset(name for name, text in slots.items() if text) & {
        "measure",
        "goal",
        "now",
        "last",
        "target",
        "from",
    }
    form = _form(standing, earlier)
    if form.startswith("same"):
        must -= {"last"} if form == "same_as_last" else {"from", "last"}
    # "Stairs without stopping reached ..." would deny the reaching: such a measure stands before a colon.
    starts = "" if all(positive for _, positive in polar_stems(slots["measure"])) else "{Measure}:"
    toward = form in ("up", "down") and direction(standing.record) == form and "target" in values
    if not (toward and note.say("A", "goal", f"{form}_toward", slots, standing.facts, must, starts=starts)):
        note.say("A", "goal", form, slots, standing.facts, must, starts=starts)


def _short(note: Writing, standing: Standing) -> str:
    """A goal that has words but no name for its measure is told by its words."""
    text = str(standing.record.get("text") or "")
    return f"goal: {note.small(text)}" if text else ""


def _form(standing: Standing, earlier: str) -> str:
    values = standing.values
    if "now" not in values:
        return "not_today"
    if is_met(standing.record):
        return "met"
    return _changed_form(values, earlier) if earlier in values else "now"


def _changed_form(values: dict[str, Amount], earlier: str) -> str:
    """How today compares; a plateau or a setback since the last visit is said as such."""
    changed = compare(values["now"], values[earlier])
    since_last = compare(values["now"], values["last"]) if "last" in values else changed
    if since_last == 0 and changed != 0:
        return "same_as_last"
    if changed is None or since_last is None:
        return "compared"
    if "level" in values["now"] and changed:
        return "moved" if since_last == changed else "compared"
    way = {0: "same", 1: "up", -1: "down"}
    return way[changed] if since_last == changed else f"{way[since_last]}_from_last"


def _said(values: dict[str, Amount], role: str) -> str:
    return str(values[role]["said"]) if role in values else ""


def _when(record: dict[str, Any], role: str) -> str:
    day = read_day(record.get(f"{role}_date"))
    name = "baseline" if role == "baseline" else "the last visit"
    if day:
        return f"on {say_day(day)}" if role == "last" else f"at baseline on {say_day(day)}"
    return f"at {name}"
