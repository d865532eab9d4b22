"""Nothing says whether therapy is needed.

## What it checks

A sentence says that treatment is, or is not, needed.

## Why it matters

The determination is what an evaluation is for.

## How to fix it

Say that skilled treatment is needed, or that it is not.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import outside_goals, reading, says
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "EV-06",
    name="need-determined",
    title="The evaluation does not say whether treatment is needed",
    family="judgement",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    if not any(says(reading(s), "need_judged") for s in outside_goals(note)):
        yield RULE.finding(
            "The evaluation does not say whether treatment is needed.",
            "Say that skilled treatment is needed, or that it is not.",
        )
