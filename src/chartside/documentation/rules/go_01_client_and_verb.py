"""A goal names no action that can be seen.

## What it checks

Each goal names what the client will do, with a verb that can be seen and counted. Verbs such as improve,
increase, enhance, work on, address and participate do not stand alone.

## Why it matters

What cannot be seen can be neither measured nor met, and a payer cannot tell when treatment should end.

## How to fix it

Say what the client will do: print, put on, climb, answer, swallow.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._written_goals import WrittenGoal, unmet
from chartside.kernel.findings import Finding

RULE = rule_info("GO-01", name="goal-verb", title="A goal names no action that can be seen", family="goals")


def check(note: Note) -> Iterator[Finding]:
    """One finding for each goal that does not meet it; the fix is the goal with a gap to fill in."""
    yield from unmet(
        RULE, note, lambda goal: f"“{goal.text}” names no action that can be seen{_instead(goal)}."
    )


def _instead(goal: WrittenGoal) -> str:
    weak = goal.parsed.weak_verb
    return f" (“{weak}” says none)" if weak else ""
