"""A goal does not say under which condition.

## What it checks

Each goal says under which condition it is done: setting, equipment, cues or position.

## Why it matters

The same task with and without a walker, a model or a quiet room is another goal.

## How to fix it

Add where, with what or with which cues.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._written_goals import unmet
from chartside.kernel.findings import Finding

RULE = rule_info(
    "GO-05", name="goal-condition", title="A goal does not say under which condition", family="goals"
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each goal that does not meet it; the fix is the goal with a gap to fill in."""
    yield from unmet(RULE, note, lambda goal: f"“{goal.text}” does not say under which condition.")
