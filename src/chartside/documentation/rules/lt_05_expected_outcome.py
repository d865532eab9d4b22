"""The letter does not say what will come of it.

## What it checks

The text states a goal with a target that can be measured and a time.

## Why it matters

A payer buys an outcome; without one it buys visits.

## How to fix it

State what will be done, how well, and by when.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import reading, says
from chartside.documentation.rules._goals import goals_stated, is_measurable
from chartside.documentation.rules._pack import rule_info
from chartside.drafting.language.days import find_days
from chartside.kernel.findings import Finding

RULE = rule_info(
    "LT-05", name="expected-outcome", title="No measurable outcome with a time is stated", family="goals"
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    if not any(is_measurable(reading(s)) and _has_time(reading(s)) for s in goals_stated(note)):
        yield RULE.finding(
            "The letter states no outcome that can be measured, with a time.",
            "State what will be done, how well, and by when.",
        )


def _has_time(text: str) -> bool:
    return says(text, "by_when") or bool(find_days(text))
