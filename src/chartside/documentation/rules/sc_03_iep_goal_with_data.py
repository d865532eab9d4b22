"""The note does not say which goal was worked on, with what result.

## What it checks

The text names a goal and a result.

## Why it matters

Progress reports to parents are made from these lines.

## How to fix it

Name the IEP goal, and the data that were collected.
"""

from collections.abc import Iterator
from typing import Any

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, reading, says, states
from chartside.documentation.rules._goals import sentences_on, told_goals
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._values import values_of
from chartside.kernel.findings import Finding

RULE = rule_info(
    "SC-03", name="iep-goal-with-data", title="No IEP goal with collected data is stated", family="goals"
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names what is missing."""
    data = [s for s in note.sentences if values_of(str(s["text"])) and not _is_plan(s)]
    by_text = any(sentences_on(note, goal) for goal in told_goals(note))
    yield from lacking(
        RULE,
        note,
        {"the IEP goal": states(note, "goal_reference") or by_text, "the data collected": bool(data)},
        "Name the IEP goal, and the data that were collected.",
    )


def _is_plan(sentence: dict[str, Any]) -> bool:
    return str(sentence["section"]).upper() in ("P", "PLAN", "SIG") or says(
        reading(sentence), "school_grouping"
    )
