"""The note does not say who was seen when, where and with whom.

## What it checks

The text names the student, the date, the minutes or start and end, the place, and individual or group with
its size.

## Why it matters

School service records are audited field by field.

## How to fix it

Add what is missing.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, states
from chartside.documentation.rules._pack import rule_info
from chartside.drafting.language.days import find_clock_times, find_days
from chartside.drafting.language.quantities import quantities
from chartside.drafting.language.words import words
from chartside.kernel.findings import Finding

RULE = rule_info(
    "SC-01",
    name="school-session-identified",
    title="The school note lacks student, date, time, place or grouping",
    family="identification",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names what is missing."""
    name = words(str(note.one("patient_name").get("full", "")))
    said = set(words(note.text()))
    on = note.service_date
    days = find_days(note.text())
    clocks = find_clock_times(note.text())
    minutes = [q for q in quantities(note.text()) if q.unit in ("min", "h")]
    yield from lacking(
        RULE,
        note,
        {
            "the student": not name or name[0] in said or name[-1] in said,
            "the date": any(day.fits(on) for day in days) if on else bool(days),
            "the minutes, or start and end": len(clocks) > 1 or bool(minutes),
            "the place": states(note, "school_place"),
            "individual or group with its size": states(note, "school_grouping"),
        },
        "Add what is missing.",
    )
