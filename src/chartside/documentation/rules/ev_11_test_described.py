"""A test score cannot be compared.

## What it checks

When a norm-referenced test is named, the text states its edition, the type of its scores and the date.

## Why it matters

A number without edition and type cannot be compared with the next one, nor with a payer’s cut-off.

## How to fix it

State the edition, the type of score and the day of the test, and any departure from its standard use.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, reading, says, stating
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._values import days_in
from chartside.kernel.findings import Finding

RULE = rule_info(
    "EV-11",
    name="test-described",
    title="A standardised test is named without edition, type of score or date",
    family="measures",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names what is missing."""
    tests = stating(note, "standardized_test")
    if not tests:
        return
    text = " ".join(reading(sentence) for sentence in tests)
    yield from lacking(
        RULE,
        note,
        {
            "the edition of the test": says(text, "test_edition"),
            "the type of the score": any(says(reading(s), "score_type") for s in note.sentences),
            "the date of the test": bool(days_in(note)),
        },
        "State the edition, the type of score and the day of the test.",
    )
