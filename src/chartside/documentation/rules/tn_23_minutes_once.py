"""The same minutes are claimed twice.

## What it checks

The minutes of the activities are no more than the time between start and end, and no activity is billed
under two timed codes.

## Why it matters

One minute of one therapist counts for one code. Overlap is read as false billing.

## How to fix it

Correct the minutes, or the start and end.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.drafting.language.days import read_clock
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-23",
    name="minutes-once",
    title="Minutes add up to more than the session, or one activity carries two timed codes",
    family="minutes",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for minutes beyond the clock, one for each activity that stands under two timed codes."""
    minutes = [fact.value.get("minutes") or 0 for fact in note.of_kind("activity")]
    start, end = (read_clock(note.one(kind).get("clock")) for kind in ("start_time", "end_time"))
    if start and end and end > start:
        between = (end.hour - start.hour) * 60 + end.minute - start.minute
        if sum(minutes) > between:
            yield RULE.finding(
                f"The activities add up to {sum(minutes):g} min in a session of {between} min.",
                "Correct the minutes of the activities, or the start and end.",
                {"activities": sum(minutes), "session": between},
            )
    seen: dict[str, str] = {}
    for fact in note.of_kind("activity"):
        code, name = str(fact.value.get("code", "")).upper(), str(fact.value["activity"]).lower()
        if code and note.is_timed(code) and seen.setdefault(name, code) != code:
            yield RULE.finding(
                f"“{fact.value['activity']}” stands under {seen[name]} and {code}.",
                "Give the minutes to one code, or say what differed.",
                {"codes": [seen[name], code]},
            )
