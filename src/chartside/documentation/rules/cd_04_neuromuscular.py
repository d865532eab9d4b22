"""Neuromuscular re-education: the deficit or the facilitation is not shown.

## What it checks

When 97112 is billed, the sentences on its activities and on the reasoning about them name the deficit
(balance, coordination, posture, tone, movement sense) and the facilitation or feedback.

## Why it matters

Without these words it reads as strengthening, which is another code.

## How to fix it

Add what the finding names, in the words of what was done.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._code_words import code_findings
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "CD-04",
    name="neuromuscular-code",
    title="Neuromuscular re-education: the deficit or the facilitation is not shown",
    family="code_support",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each billed code whose intent the note does not carry."""
    yield from code_findings(RULE, note)
