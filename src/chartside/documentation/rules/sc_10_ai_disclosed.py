"""The school is not told how the report was written.

## What it checks

A sentence says that AI helped to draft the report.

## Why it matters

A school relies on it as a person’s own words.

## How to fix it

Add a line that names the help.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import states
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "SC-10", name="ai-disclosed", title="The report does not disclose the help of AI", family="privacy"
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    if not states(note, "ai_disclosed"):
        yield RULE.finding(
            "The report does not disclose the help of AI.", "Add a line that says how it was drafted."
        )
