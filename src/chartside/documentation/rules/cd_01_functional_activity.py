"""Functional activity: the movement, the function or the grading is not shown.

## What it checks

When 97530 is billed, the sentences on its activities and on the reasoning about them name a whole,
moving task: its movement demand, the function it serves, and how it was graded or measured.

## Why it matters

A game or an exercise with one parameter is another service; a reviewer recodes or denies it.

## How to fix it

Add what the finding names, in the words of what was done.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._code_words import code_findings
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "CD-01",
    name="functional-activity-code",
    title="Functional activity: the movement, the function or the grading is not shown",
    family="code_support",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each billed code whose intent the note does not carry."""
    yield from code_findings(RULE, note)
