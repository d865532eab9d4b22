"""The goals are missing, or cannot be measured.

## What it checks

The text states long-term goals, and each has a target that can be measured.

## Why it matters

A plan is certified for its goals. One that cannot be measured can be neither met nor missed.

## How to fix it

State for each goal the task, the target with its unit, and by when.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import reading
from chartside.documentation.rules._goals import is_measurable, long_term
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._wording import quoted
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PC-02", name="long-term-goals", title="The plan holds no measurable long-term goals", family="goals"
)


def check(note: Note) -> Iterator[Finding]:
    """One finding when no long-term goal is stated, else one for those that cannot be measured."""
    goals = long_term(note)
    if not goals:
        yield RULE.finding(
            "The plan of care states no long-term goal.", "State the long-term goals that can be measured."
        )
        return
    vague = [sentence for sentence in goals if not is_measurable(reading(sentence))]
    if vague:
        yield RULE.finding(
            f"“{vague[0]['text']}” has no target that can be measured.",
            "Give each goal a target with its unit.",
            *map(quoted, vague),
        )
