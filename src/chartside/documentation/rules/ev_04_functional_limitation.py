"""Nothing says what the problem prevents.

## What it checks

A sentence names a limitation together with its effect on safety, health, independence or a daily role.

## Why it matters

An impairment alone is not covered. What it prevents is.

## How to fix it

Say which task is limited and what follows from it.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import outside_goals, reading, says
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "EV-04",
    name="functional-limitation",
    title="The limitation and its effect on daily life are not stated",
    family="function",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    said = [
        s for s in outside_goals(note) if says(reading(s), "limitation") and says(reading(s), "consequence")
    ]
    if not said:
        yield RULE.finding(
            "The evaluation does not say which daily task is limited, or what follows from it.",
            "Name the task and the effect on safety, health or independence.",
        )
