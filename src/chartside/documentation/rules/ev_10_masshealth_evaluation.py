"""MassHealth asks for more than this evaluation holds.

## What it checks

The text states name and address, precautions, place of therapy, psychosocial or health status, and social
supports.

## Why it matters

MassHealth lists these elements one by one, and an incomplete record is not paid.

## How to fix it

Add what is missing.
"""

import re
from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, states
from chartside.documentation.rules._pack import rule_info
from chartside.drafting.language.words import words
from chartside.kernel.findings import Finding

RULE = rule_info(
    "EV-10",
    name="masshealth-evaluation",
    title="An element that MassHealth asks of an evaluation is missing",
    family="payer",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names every missing element."""
    name = words(str(note.one("patient_name").get("full", "")))
    text = words(note.text())
    yield from lacking(
        RULE,
        note,
        {
            "the name": bool(name) and name[-1] in text,
            "the address": states(note, "address"),
            "precautions": states(note, "precautions")
            or any(_DENIED.search(s["text"]) for s in note.sentences),
            "the place of therapy": states(note, "therapy_location"),
            "psychosocial or health status": states(note, "psychosocial"),
            "social supports": states(note, "social_support"),
        },
        "Add what is missing.",
    )


_DENIED = re.compile(
    r"\bno (?:known )?(?:\w+ )?(?:precautions|contraindications|restrictions)", re.IGNORECASE
)
