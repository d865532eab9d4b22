"""The plan does not say what is treated.

## What it checks

The text states the diagnosis, by code or in words.

## Why it matters

A plan without its diagnosis cannot be certified.

## How to fix it

State the diagnosis.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import states
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PC-01", name="plan-diagnosis", title="The plan states no diagnosis", family="identification"
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    if not states(note, "diagnosis"):
        yield RULE.finding("The plan of care states no diagnosis.", "State the diagnosis with its code.")
