"""The note does not say what was reached.

## What it checks

Each goal stands with its status, and one result is compared with the start.

## Why it matters

The outcome is what the whole episode is judged by.

## How to fix it

State for each goal whether it was met, and one measure at the start and at discharge.
"""

import re
from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import listed, reading, says, states
from chartside.documentation.rules._goals import sentences_on, told_goals
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._values import compares
from chartside.kernel.findings import Finding

RULE = rule_info(
    "DC-02",
    name="goals-at-discharge",
    title="The status of a goal, or the outcome against its baseline, is not stated",
    family="goals",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for goals without status, one when nothing is compared."""
    goals = told_goals(note)
    without = [
        goal.name
        for goal in goals
        if not _all_at_once(note)
        and not any(says(reading(s), "goal_judgement") for s in sentences_on(note, goal))
    ]
    if without or not (goals or states(note, "goal_status") or states(note, "goal_judgement")):
        yield RULE.finding(
            f"The status of {listed(without)} at discharge is not stated."
            if without
            else "The status of the goals at discharge is not stated.",
            "State for each goal whether it was met.",
            {"goals": without},
        )
    if not any(map(compares, note.sentences)):
        yield RULE.finding(
            "No result at discharge is compared with the baseline.",
            "State one measure at the start and at discharge.",
        )


_ALL = re.compile(r"\b(?:all|both|every|each|none|no|neither|\d of \d)\b[^.]{0,30}\bgoals?\b", re.IGNORECASE)


def _all_at_once(note: Note) -> bool:
    return any(
        _ALL.search(reading(s))
        and says(reading(s), "goal_judgement")
        and not says(reading(s), "discharge_word")
        for s in note.sentences
    )
