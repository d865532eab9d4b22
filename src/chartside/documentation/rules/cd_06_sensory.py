"""Sensory integration: system, adaptive response or participation is not shown.

## What it checks

When 97533 is billed, the sentences on its activities and on the reasoning about them name the sensory
system, the adaptive response, and the daily participation it serves.

## Why it matters

Some plans treat this service as limited; a passive input without response is denied first.

## How to fix it

Add what the finding names, in the words of what was done.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._code_words import code_findings
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "CD-06",
    name="sensory-code",
    title="Sensory integration: system, adaptive response or participation is not shown",
    family="code_support",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each billed code whose intent the note does not carry."""
    yield from code_findings(RULE, note)
