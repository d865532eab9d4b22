"""The text is too hard for its readers.

## What it checks

The Flesch-Kincaid grade of the text, without names of people and lines of signature, is at most six.

## Why it matters

Most handouts are written three grades above those who must follow them.

## How to fix it

Use short sentences and everyday words.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import limit
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._reading_level import reading_grade
from chartside.kernel.findings import Finding

RULE = rule_info(
    "HE-01",
    name="reading-grade",
    title="The home program is harder to read than sixth grade",
    family="wording",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, with the grade."""
    grade = reading_grade(note)
    if grade is not None and grade > limit("reading_grade"):
        yield RULE.finding(
            f"The text reads at grade {grade:.1f}; it should be at most {limit('reading_grade'):g}.",
            "Use short sentences and everyday words.",
            {"grade": round(grade, 1)},
        )
