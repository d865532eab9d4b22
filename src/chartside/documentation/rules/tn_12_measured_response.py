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

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._code_words import is_measured
from chartside.documentation.rules._pack import rule_info
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
        has_result = any(is_measured(sentence["text"]) for sentence in note.citing(fact))
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
