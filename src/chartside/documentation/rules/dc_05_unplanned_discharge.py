"""The patient did not come back, and the note does not say so.

## What it checks

When the patient did not return, the text calls the discharge unplanned and says that it rests on the
records of the last visit.

## Why it matters

A judgement about a person who was not seen must say so.

## How to fix it

Label the discharge, and name the visit on which the judgement rests.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, states
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import is_told
from chartside.kernel.findings import Finding

RULE = rule_info(
    "DC-05",
    name="unplanned-discharge",
    title="An unplanned discharge is not labelled, or does not say what it rests on",
    family="progress",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names what is missing."""
    if not (states(note, "not_returned") or is_told(note, "did_not_return", "unplanned", "no_return")):
        return
    yield from lacking(
        RULE,
        note,
        {
            "that the discharge was unplanned": states(note, "unplanned"),
            "which records the judgement rests on": states(note, "from_records"),
        },
        "Label the discharge as unplanned, and name the visit on which the judgement rests.",
    )
