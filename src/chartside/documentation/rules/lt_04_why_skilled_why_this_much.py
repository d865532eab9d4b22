"""The letter asks without saying why.

## What it checks

The text says why a therapist is needed, and why at this frequency and for this time.

## Why it matters

Both are asked of every request; one does not answer the other.

## How to fix it

Give one reason for the skill and one for the amount.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, outside_goals, reading, says
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "LT-04",
    name="why-skilled-why-this-much",
    title="The letter does not say why skilled therapy, or why this often and long",
    family="necessity",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names what is missing."""
    sentences = [reading(sentence) for sentence in outside_goals(note)]
    skilled = [place for place, text in enumerate(sentences) if says(text, "skilled_reason")]
    amount = any(says(text, "frequency_reason") for text in sentences)
    yield from lacking(
        RULE,
        note,
        {"why a therapist is needed": bool(skilled), "why this frequency and duration": amount},
        "Give one reason for the skill and one for the amount.",
    )
