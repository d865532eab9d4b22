"""Manual technique: technique, tissue or change is not shown.

## What it checks

When 97140 is billed, the sentences on its activities and on the reasoning about them name the hands-on
technique, the tissue or joint, and the measured change.

## Why it matters

Passive range alone does not carry the code; a change in a measure does.

## How to fix it

Add what the finding names, in the words of what was done.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._code_words import code_findings
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "CD-05",
    name="manual-code",
    title="Manual technique: technique, tissue or change is not shown",
    family="code_support",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each billed code whose intent the note does not carry."""
    yield from code_findings(RULE, note)
