"""The total treatment time is not stated.

## What it checks

A sentence states the total treatment time in minutes (timed and untimed, rest left out), and it is not
less than the minutes in timed codes.

## Why it matters

The payer asks for both totals on every treatment day.

## How to fix it

State the total treatment time in minutes.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._minutes import TOTAL, minutes_stated
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-05",
    name="total-treatment-time",
    title="Total treatment time is not stated, or is less than the timed minutes",
    family="minutes",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    stated = minutes_stated(note, TOTAL)
    timed = note.one("timed_minutes").get("minutes") or 0
    if not stated:
        yield RULE.finding(
            "The note does not state the total treatment time.",
            "State the total treatment time in minutes, rest and breaks left out.",
        )
    elif max(stated) < timed:
        yield RULE.finding(
            f"The total treatment time of {max(stated):g} min is less than the {timed} min in timed codes.",
            "Correct the minutes: the total holds the timed minutes.",
            {"total": max(stated), "timed": timed},
        )
