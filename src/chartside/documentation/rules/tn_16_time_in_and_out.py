"""Texas Medicaid asks for the time in and the time out.

## What it checks

The note states the clock time at which treatment started and ended, as entered, and the time between
them is not less than the treatment time.

## Why it matters

The state’s manual asks for both on every session.

## How to fix it

Enter when treatment started and ended.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.drafting.language.days import find_clock_times, read_clock
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-16", name="time-in-and-out", title="Time in and time out are not both stated", family="minutes"
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    clocks = [read_clock(note.one(kind).get("clock")) for kind in ("start_time", "end_time")]
    stated = {minutes % 720 for minutes, _, _, _ in find_clock_times(note.text())}
    known = [clock.hour * 60 + clock.minute for clock in clocks if clock]
    if note.foreign and not known and len(stated) > 1:
        return
    if len(known) < 2 or not {minutes % 720 for minutes in known} <= stated:
        yield RULE.finding(
            "The note does not state both the time in and the time out.",
            "State when treatment started and ended.",
        )
        return
    treated = note.one("treatment_minutes").get("minutes") or 0
    between = known[1] - known[0]
    if between < treated:
        yield RULE.finding(
            f"Time in to time out is {between} min, the treatment time is {treated} min.",
            "Correct the times or the minutes.",
            {"between": between, "treatment": treated},
        )
