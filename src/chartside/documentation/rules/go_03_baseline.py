"""A goal has no baseline in the unit of its target.

## What it checks

Each goal tells the value of today in the same unit as its target.

## Why it matters

Without a baseline nobody can tell progress from a good day; payers ask for it by name.

## How to fix it

Add today's value, measured as the target will be.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._written_goals import unmet
from chartside.kernel.findings import Finding

RULE = rule_info(
    "GO-03", name="goal-baseline", title="A goal has no baseline in the unit of its target", family="goals"
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each goal that does not meet it; the fix is the goal with a gap to fill in."""
    yield from unmet(RULE, note, lambda goal: f"“{goal.text}” has no baseline in the unit of its target.")
