"""The report comes too late, or from a person who may not write it.

## What it checks

The author is a therapist, not an assistant, and no more than ten treatment days have passed since the last
report.

## Why it matters

Visits after the tenth day without a report are not paid until one is written by a clinician.

## How to fix it

Let the therapist write it, by the tenth treatment day.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import limit, pattern
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._people import by_assistant
from chartside.documentation.rules._told import values_told
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PR-01",
    name="clinician-every-ten-days",
    title="The report is not by a clinician, or comes after more than ten treatment days",
    family="people",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for the author, one for the days."""
    if by_assistant(note):
        yield RULE.finding(
            "The report is written by an assistant.", "A therapist writes and signs the progress report."
        )
    days = max([*_told_days(note), *_said_days(note)], default=0)
    if days > limit("report_treatment_days"):
        yield RULE.finding(
            f"{days:g} treatment days have passed since the last report.",
            "Write a report at least every ten treatment days.",
            {"treatment_days": days},
        )


_MEMBERS = (
    "treatment_days",
    "treatment_days_since_report",
    "visits_since_report",
    "visits_since_last_report",
)


def _told_days(note: Note) -> list[float]:
    return [float(value) for value in values_told(note, *_MEMBERS) if isinstance(value, int | float)]


def _said_days(note: Note) -> list[float]:
    return [
        float(found[1] or found[2])
        for s in note.sentences
        for found in pattern("treatment_days_since").finditer(s["text"])
    ]
