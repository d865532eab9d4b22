"""A goal of the plan is not reported on.

## What it checks

Each goal of the plan stands in the text with its earlier and its present value and a judgement.

## Why it matters

The report is judged goal by goal; one that is passed over reads as one that was dropped.

## How to fix it

For each goal state baseline, last, now and target, and whether it is met, progressing, unchanged or
regressed.
"""

from collections.abc import Iterator
from typing import Any

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import listed, reading, says
from chartside.documentation.rules._goals import sentences_on, told_goals
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._values import values_of
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PR-03",
    name="each-goal-judged",
    title="A goal of the plan has no value, comparison or judgement",
    family="goals",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each goal, which names what is missing."""
    goals = told_goals(note)
    if not goals:
        yield from _without_plan(note)
    for goal in goals:
        said = sentences_on(note, goal)
        if not said:
            yield RULE.finding(
                f"{goal.name} is not reported on.", "Report on it.", {"goal": goal.id or goal.text}
            )
            continue
        text = ". ".join(reading(sentence) for sentence in said)
        unsaid = [role for role, value in goal.values.items() if not goal.is_said(value, text)]
        missing = [_NAMES[role] for role in unsaid if role in _NAMES]
        if not goal.values and not any(map(_then_and_now, said)):
            missing.append("an earlier and a present value")
        if not says(text, "goal_judgement"):
            missing.append("a judgement")
        if missing:
            yield RULE.finding(
                f"{goal.name} is reported without {listed(missing)}.",
                "State baseline, last, now and target, and a judgement.",
                {"goal": goal.id or goal.text, "missing": missing},
            )


def _then_and_now(sentence: dict[str, Any]) -> bool:
    """One sentence holds two results, or one that it sets beside another time."""
    found = len(values_of(str(sentence["text"])))
    return found >= _BEFORE_AND_NOW or bool(found and says(reading(sentence), "comparison"))


_NAMES = {
    "baseline": "its baseline",
    "last": "its last value",
    "now": "its present value",
    "target": "its target",
}
_BEFORE_AND_NOW = 2


def _without_plan(note: Note) -> Iterator[Finding]:
    """No goals were told: the text must still report on some."""
    judged = [s for s in note.sentences if says(reading(s), "goal_judgement") and values_of(str(s["text"]))]
    if not judged:
        yield RULE.finding("The report judges no goal by a value.", "Report on each goal with its values.")
