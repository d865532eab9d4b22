"""The evaluation does not say what is treated since when.

## What it checks

The text states the diagnosis, by code or in words, and when the problem began.

## Why it matters

A payer judges every later visit against the condition and its date. Without them nothing can be necessary.

## How to fix it

State the diagnosis with its code, the body part and side, and the date or manner of onset.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, states
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "EV-01",
    name="diagnosis-and-onset",
    title="The diagnosis, the problem or its onset is not stated",
    family="identification",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names what is missing."""
    yield from lacking(
        RULE,
        note,
        {"the diagnosis": states(note, "diagnosis"), "the onset": states(note, "onset")},
        "State the diagnosis with its code, the body part and side, and when the problem began.",
    )
