"""The prognosis is missing or stands alone.

## What it checks

The text states the prognosis or rehabilitation potential, and in the same sentence or the next one why.

## Why it matters

The prognosis is the clinician’s judgement. Without its reason it is a form field.

## How to fix it

State the prognosis and what speaks for it.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, pattern, reading, says, states
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "EV-05",
    name="prognosis-with-reason",
    title="The prognosis, or the reason for it, is not stated",
    family="judgement",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names what is missing."""
    told = states(note, "prognosis")
    parts = {"the prognosis": told} if not told else {"the reason for the prognosis": _has_reason(note)}
    yield from lacking(RULE, note, parts, "State the prognosis and what speaks for it.")


def _has_reason(note: Note) -> bool:
    sentences = list(note.sentences)
    for place, sentence in enumerate(sentences):
        text = reading(sentence)
        if says(text, "prognosis"):
            following = reading(sentences[place + 1]) if place + 1 < len(sentences) else ""
            if says(text, "reason") or pattern("prognosis_factors").search(following):
                return True
    return False
