"""The length of the session is not stated, which UnitedHealthcare asks for.

## What it checks

A sentence states the total treatment time in minutes.

## Why it matters

UnitedHealthcare asks for the length of the session in each note. Total minutes satisfy it.

## How to fix it

State the total treatment time in minutes.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._minutes import TOTAL, minutes_stated
from chartside.documentation.rules._pack import rule_info
from chartside.drafting.language.days import find_clock_times
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-18",
    name="total-time-uhc",
    title="UnitedHealthcare asks for the total minutes of the session",
    family="minutes",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    from_to = note.foreign and len(find_clock_times(note.text())) > 1
    if not minutes_stated(note, TOTAL) and not from_to:
        yield RULE.finding(
            "The note does not state how long the session was.", "State the total treatment time in minutes."
        )
