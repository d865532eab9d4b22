"""Nothing was measured.

## What it checks

At least one result stands in the text outside the goals: a score, a range, a strength, a time, a level of
help.

## Why it matters

Progress is a difference between two numbers. Without the first there will never be one.

## How to fix it

Enter a standardised instrument or a measurement for each problem that will be treated.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._values import measures
from chartside.kernel.findings import Finding

RULE = rule_info(
    "EV-03",
    name="objective-baseline",
    title="No standardised instrument or measurement stands in the evaluation",
    family="measures",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    if not measures(note):
        yield RULE.finding(
            "The evaluation holds no measured baseline.",
            "Enter a standardised score or a measurement for each problem to be treated.",
        )
