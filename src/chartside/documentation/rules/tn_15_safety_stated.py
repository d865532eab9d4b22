"""Something about safety was entered and is not in the note.

## What it checks

Every precaution, fall, pain, refusal or adverse event that was entered is stated in the note.

## Why it matters

An omission here can hurt a patient and cannot be explained afterwards.

## How to fix it

Put the sentence back.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.reviewing.unsaid import SAFETY
from chartside.documentation.rules._pack import rule_info
from chartside.drafting.facts import describe, label
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-15",
    name="safety-stated",
    title="A safety event or precaution was entered and is not stated",
    family="safety",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each safety fact without a sentence."""
    for fact in note.omitted:
        if fact.kind in SAFETY:
            yield RULE.finding(
                f"{label(fact)} was entered and is not in the note: {describe(fact)}.",
                "State it in the note.",
                {"fact": fact.id, "text": describe(fact)},
            )
