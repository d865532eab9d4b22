"""A goal was worked on without a measured result.

## What it checks

For each goal that an activity served there is a measured result today: a score, a level of help, cues,
time, distance, or the goal’s own measure.

## Why it matters

“Tolerated well” shows no progress. A number does.

## How to fix it

Enter what was counted or measured.
"""

from collections.abc import Iterator
from typing import Any

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._code_words import is_measured
from chartside.documentation.rules._goals import sentences_on, told_goals
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._values import values_of
from chartside.kernel.facts import Fact
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-12",
    name="measured-response",
    title="A goal was worked on and nothing was measured",
    family="progress",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each goal without a measure, or one when no activity has any."""
    measured = {
        str(fact.value.get("goal", "")).lower() for fact in note.of_kind("goal_measure") if note.citing(fact)
    }
    results: dict[str, bool] = {}
    for fact in note.of_kind("activity"):
        if note.foreign and not note.citing(fact):
            # AI-06 says that it was left out.
            continue
        has_result = any(_has_result(note, str(s["text"])) for s in _sentences(note, fact))
        for goal in fact.value.get("goals") or [""]:
            results[goal] = results.get(goal, False) or has_result or goal.lower() in measured
    for goal, has_result in results.items():
        if not has_result:
            named = f"Goal {goal} was worked on" if goal else "An activity was done"
            yield RULE.finding(
                f"{named} and nothing was measured.",
                "Enter a score, a level of help, a time or a count.",
                {"goal": goal or None},
            )


def _sentences(note: Note, fact: Fact) -> list[dict[str, Any]]:
    """The sentences on an activity; in a foreign text also those that name its goal."""
    named = [goal for goal in told_goals(note) if goal.id in fact.value.get("goals", [])]
    more = [s for goal in named for s in sentences_on(note, goal)] if note.foreign else []
    return [*note.citing(fact), *more]


def _has_result(note: Note, text: str) -> bool:
    return bool(values_of(text)) if note.foreign else is_measured(text)
