"""A goal has no target that can be measured.

## What it checks

Each goal holds a target with its unit: a level of help, percent, tries, time, distance, a score or cues.

## Why it matters

A goal without a target is refused as vague.

## How to fix it

Add the value that will be reached, and how it is measured.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._written_goals import unmet
from chartside.kernel.findings import Finding

RULE = rule_info(
    "GO-04", name="goal-target", title="A goal has no target that can be measured", family="goals"
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each goal that does not meet it; the fix is the goal with a gap to fill in."""
    yield from unmet(RULE, note, lambda goal: f"“{goal.text}” has no target that can be measured.")
