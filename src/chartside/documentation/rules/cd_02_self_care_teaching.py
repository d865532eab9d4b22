"""Self-care: the task, the teaching or the learning is not shown.

## What it checks

When 97535 is billed, the sentences on its activities and on the reasoning about them name teaching: the
daily task, the method or equipment taught, and what was learned.

## Why it matters

Doing the task with a patient is not teaching it. The code stands for the teaching.

## How to fix it

Add what the finding names, in the words of what was done.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._code_words import code_findings
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "CD-02",
    name="self-care-teaching-code",
    title="Self-care: the task, the teaching or the learning is not shown",
    family="code_support",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each billed code whose intent the note does not carry."""
    yield from code_findings(RULE, note)
