"""Something measured was entered and is not stated.

## What it checks

Every result, measure and goal value that was entered is stated. A safety fact that our own draft leaves
out is TN-15; in any other text it is named here too.

## Why it matters

Published errors of drafting tools are mostly omissions.

## How to fix it

Put the sentence back, or take the entry out of the form.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.reviewing.unsaid import SAFETY
from chartside.documentation.rules._elements import document_name
from chartside.documentation.rules._pack import rule_info
from chartside.drafting.facts import describe, label
from chartside.kernel.findings import Finding

RULE = rule_info(
    "AI-06", name="omissions", title="A measured fact was entered and is not stated", family="evidence"
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each measured fact without a sentence."""
    for fact in note.omitted:
        if note.foreign or fact.kind not in SAFETY:
            yield RULE.finding(
                f"{label(fact)} was entered and is not in the {document_name(note)}: {describe(fact)}.",
                "State it, or take it out of the form.",
                {"fact": fact.id, "text": describe(fact)},
            )
