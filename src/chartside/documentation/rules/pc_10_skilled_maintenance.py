"""The maintenance plan could be anybody’s.

## What it checks

When the plan maintains, it says why a skilled therapist must design it or carry it out.

## Why it matters

Maintenance is covered only where it needs the skills of a therapist.

## How to fix it

Say what makes the program too complex or unsafe without a therapist.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import states
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import told
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PC-10",
    name="skilled-maintenance",
    title="A maintenance plan does not say why a therapist is needed",
    family="necessity",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    if not (states(note, "maintenance") or "mainten" in told(note, "goal_type", "plan_type").lower()):
        return
    if not states(note, "skilled_reason"):
        yield RULE.finding(
            "The maintenance plan does not say why a skilled therapist is needed.",
            "Say what makes the program too complex or unsafe without a therapist.",
        )
