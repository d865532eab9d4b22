"""The length of the session is not stated, which Cigna asks for.

## What it checks

A sentence states the total treatment time in minutes.

## Why it matters

Cigna asks for the length of the session in each note. Total minutes satisfy it.

## How to fix it

State the total treatment time in minutes.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._minutes import TOTAL, minutes_stated
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-19",
    name="total-time-cigna",
    title="Cigna asks for the total minutes of the session",
    family="minutes",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    if not minutes_stated(note, TOTAL):
        yield RULE.finding(
            "The note does not state how long the session was.", "State the total treatment time in minutes."
        )
