"""A goal does not say by when.

## What it checks

Each goal has a time frame: a date, weeks, visits, or an event such as discharge or the next review.

## Why it matters

Coverage is for an expected time. Without one the plan cannot be certified.

## How to fix it

Add the date or the number of weeks.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._written_goals import unmet
from chartside.kernel.findings import Finding

RULE = rule_info("GO-06", name="goal-time-frame", title="A goal does not say by when", family="goals")


def check(note: Note) -> Iterator[Finding]:
    """One finding for each goal that does not meet it; the fix is the goal with a gap to fill in."""
    yield from unmet(RULE, note, lambda goal: f"“{goal.text}” does not say by when.")
