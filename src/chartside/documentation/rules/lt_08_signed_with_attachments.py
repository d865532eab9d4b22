"""Nobody stands behind the letter, or behind what it encloses.

## What it checks

The text ends with the treating clinician and a credential, and lists what is attached.

## Why it matters

A letter without author is returned; one without attachments is denied for missing records.

## How to fix it

Sign it and list the attachments.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, states
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._people import is_signed
from chartside.kernel.findings import Finding

RULE = rule_info(
    "LT-08",
    name="signed-with-attachments",
    title="The letter is not signed by the treating clinician, or lists no attachments",
    family="signature",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names what is missing."""
    yield from lacking(
        RULE,
        note,
        {
            "the treating clinician with a credential": is_signed(note),
            "the attachments": states(note, "attachments"),
        },
        "Sign the letter with the credential, and list what is attached.",
    )
