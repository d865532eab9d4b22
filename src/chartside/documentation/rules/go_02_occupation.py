"""A goal names no daily task or function.

## What it checks

Each goal names an occupation or a function: a daily task, school work, mobility, communication. An
impairment such as strength or range stands only with what it is for.

## Why it matters

Treatment is covered for function. Strength, range and scores are means.

## How to fix it

Add what the client will be able to do with it.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._written_goals import unmet
from chartside.kernel.findings import Finding

RULE = rule_info(
    "GO-02", name="goal-occupation", title="A goal names no daily task or function", family="goals"
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each goal that does not meet it; the fix is the goal with a gap to fill in."""
    yield from unmet(RULE, note, lambda goal: f"“{goal.text}” names no daily task or function.")
