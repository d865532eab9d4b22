"""The note does not state the date of the visit.

## What it checks

A sentence of the note states the date of treatment, and it is the date of the visit.

## Why it matters

A note without its date, or with another day’s, does not support the charge of this day.

## How to fix it

State the date of treatment as the visit has it.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.drafting.language.days import find_days, say_day
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-01",
    name="date-of-treatment",
    title="The date of treatment is missing or is not that of the visit",
    family="identification",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    stated = find_days(note.text())
    day = note.service_date
    if day is None:
        yield RULE.finding("The date of the visit is not known.", "Enter the date of service.")
    elif not any(found.fits(day) for found in stated):
        yield RULE.finding(
            f"The note does not state the date of treatment, {say_day(day)}.",
            f"State that treatment was on {say_day(day)}.",
            {"service_date": day.isoformat()},
        )
