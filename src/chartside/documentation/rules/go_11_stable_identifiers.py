"""A goal's identifier is not stable, or an assistant changed a goal.

## What it checks

In the record every goal has an identifier of its own; one identifier never stands for two texts; a goal
reported met is not carried on; an assistant does not change goals alone.

## Why it matters

Progress reports are read side by side. The Medicare manual asks for identifiers that stay, and leaves
changes of goals to the clinician.

## How to fix it

Give each goal its own identifier and keep it; drop goals that are met; let the therapist change goals.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from chartside.documentation.goals import changes_goal
from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.drafting.language.words import stems
from chartside.kernel.findings import Finding

RULE = rule_info(
    "GO-11",
    name="goal-identifiers",
    title="A goal's identifier is not stable, or an assistant changed a goal",
    family="goals",
)


_IDS = ("id", "goal", "goal_id")


def check(note: Note) -> Iterator[Finding]:
    """One finding for each goal without its own name, kept after it was met, or changed by an assistant."""
    told = note.record.get("plan_of_care_goals")
    goals = [one for one in told if isinstance(one, Mapping)] if isinstance(told, list) else []
    for place, goal in enumerate(goals):
        if not _id(goal):
            yield RULE.finding(
                f"“{goal.get('text', '')}” has no identifier.",
                "Give the goal an identifier.",
                {"path": f"plan_of_care_goals[{place}]"},
            )
        elif str(goal.get("status", "")).lower() in ("met", "achieved"):
            yield RULE.finding(
                f"Goal {_id(goal)} was reported met and is still carried on.",
                "Drop it from this plan.",
                {"goal": _id(goal)},
            )
    yield from _doubled([*goals, *_earlier(note.record)])
    if note.by_assistant and (changed := [s for s in note.sentences if changes_goal(str(s["text"]))]):
        yield RULE.finding(
            "An assistant's text changes a goal.",
            "Let the therapist decide and write the change.",
            {"sentence": changed[0]["i"]},
        )


def _doubled(goals: list[Mapping[str, Any]]) -> Iterator[Finding]:
    """An identifier under which two goals stand that share few words."""
    texts: dict[str, str] = {}
    for goal in goals:
        name, text = _id(goal), str(goal.get("text", ""))
        if name and text and _differs(texts.setdefault(name, text), text):
            yield RULE.finding(
                f"Two goals are called {name}.", "Give the new goal a new identifier.", {"goal": name}
            )


def _differs(one: str, other: str) -> bool:
    first, second = set(stems(one)), set(stems(other))
    return len(first & second) * 2 < min(len(first), len(second))


def _earlier(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    context = record.get("context")
    earlier = (
        context.get("earlier_goals") or context.get("prior_goals") if isinstance(context, Mapping) else None
    )
    return [one for one in earlier if isinstance(one, Mapping)] if isinstance(earlier, list) else []


def _id(goal: Mapping[str, Any]) -> str:
    return next((str(goal[key]) for key in _IDS if goal.get(key)), "")
