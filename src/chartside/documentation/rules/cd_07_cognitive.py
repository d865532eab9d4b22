"""Cognitive function: the skill or the strategy is not shown.

## What it checks

When 97129 is billed, the sentences on its activities and on the reasoning about them name the thinking
skill that was the target and the strategy that makes up for it.

## Why it matters

A puzzle without a strategy is an activity, not this service.

## How to fix it

Add what the finding names, in the words of what was done.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._code_words import code_findings
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "CD-07",
    name="cognitive-code",
    title="Cognitive function: the skill or the strategy is not shown",
    family="code_support",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each billed code whose intent the note does not carry."""
    yield from code_findings(RULE, note)
