"""The minutes in timed codes are not stated.

## What it checks

When a code that counts time is billed, a sentence states the total minutes in timed codes, and it is the
counted total.

## Why it matters

Units are judged by this number. Without it every timed unit of the day can be taken back.

## How to fix it

State the total of minutes in timed codes.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._minutes import TIMED, minutes_stated
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-04", name="timed-minutes", title="Total minutes in timed codes are not stated", family="minutes"
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    if not any(note.is_timed(code) for code in note.codes):
        return
    counted = note.one("timed_minutes").get("minutes")
    stated = minutes_stated(note, TIMED)
    if not stated:
        yield RULE.finding(
            "The note does not state the total minutes in timed codes.",
            f"State {counted} minutes in timed codes."
            if counted
            else "State the total minutes in timed codes.",
            {"counted": counted},
        )
