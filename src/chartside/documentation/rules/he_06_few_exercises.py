"""The program is too long to be done.

## What it checks

The text holds at most five exercises.

## Why it matters

With each further exercise fewer of them are done.

## How to fix it

Keep the three to five that matter most.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import limit
from chartside.documentation.rules._exercises import exercises_in
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "HE-06", name="few-exercises", title="The program holds more than a few exercises", family="wording"
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    count = len(exercises_in(note))
    if count > limit("exercises"):
        yield RULE.finding(
            f"The program holds {count} exercises.",
            "Keep the three to five that matter most.",
            {"exercises": count},
        )
