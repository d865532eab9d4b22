"""The patient leaves with nothing.

## What it checks

The text names a home program, equipment, a referral or a follow-up, or says that none is needed.

## Why it matters

What was gained is lost without it.

## How to fix it

State what was given, and where to turn.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import states
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "DC-04", name="after-discharge", title="Nothing says what the patient leaves with", family="plan"
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    if not states(note, "after_discharge"):
        yield RULE.finding(
            "The note names no home program, equipment, referral or follow-up.",
            "State what was given, and where to turn.",
        )
