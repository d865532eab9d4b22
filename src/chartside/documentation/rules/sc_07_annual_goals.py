"""The year has no aim that can be measured.

## What it checks

The text states annual goals, and each has a target that can be measured.

## Why it matters

Parents are owed a report on each goal; one without a target cannot be reported.

## How to fix it

Give each goal a target, a condition and a date.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import reading
from chartside.documentation.rules._goals import goals_stated, is_measurable
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._wording import quoted
from chartside.kernel.findings import Finding

RULE = rule_info("SC-07", name="annual-goals", title="No measurable annual goal is stated", family="goals")


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    goals = goals_stated(note)
    vague = [sentence for sentence in goals if not is_measurable(reading(sentence))]
    if not goals:
        yield RULE.finding("The page states no annual goal.", "State the annual goals that can be measured.")
    elif vague:
        yield RULE.finding(
            f"“{vague[0]['text']}” has no target that can be measured.",
            "Give each goal a target, a condition and a date.",
            *map(quoted, vague),
        )
