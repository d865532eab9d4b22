"""Exercise: the body part, the purpose, the dose or the skill is not shown.

## What it checks

When 97110 is billed, the sentences on its activities and on the reasoning about them name the muscle or
joint, what the exercise trained, its dose, and why it needed skill.

## Why it matters

Exercise that the patient can do alone is not covered; dose and reason show that it was treatment.

## How to fix it

Add what the finding names, in the words of what was done.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._code_words import code_findings
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "CD-03",
    name="exercise-code",
    title="Exercise: the body part, the purpose, the dose or the skill is not shown",
    family="code_support",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each billed code whose intent the note does not carry."""
    yield from code_findings(RULE, note)
