"""The report does not say how often the patient came.

## What it checks

A sentence counts the visits attended, cancelled or missed.

## Why it matters

Attendance explains slow progress. Without it the treatment looks ineffective.

## How to fix it

State the visits planned, attended, cancelled and missed.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import states
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PR-05", name="attendance-counted", title="Attendance is not stated in numbers", family="progress"
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    if not states(note, "attendance"):
        yield RULE.finding(
            "The report does not state attendance in numbers.",
            "State the visits planned, attended, cancelled and missed.",
        )
