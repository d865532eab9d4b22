"""The parents do not know how or when they will hear.

## What it checks

The text says how progress is measured, and when parents are told.

## Why it matters

Both are owed to them by federal law.

## How to fix it

State the method, and the days or terms of the report.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, states
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "SC-08",
    name="progress-reported",
    title="How progress is measured, or when parents are told, is not stated",
    family="plan",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names what is missing."""
    yield from lacking(
        RULE,
        note,
        {
            "how progress is measured": states(note, "progress_method"),
            "when parents are told": states(note, "parents_told"),
        },
        "State the method, and the days or terms of the report.",
    )
