"""Two pupils have the same report.

## What it checks

No sentence is nearly identical with one of another pupil’s report, names and numbers aside.

## Why it matters

Identical phrases across pupils are taken as proof that nobody was observed.

## How to fix it

Write what was seen of this pupil.
"""

import re
from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import limit, says
from chartside.documentation.rules._likeness import likeness, masked
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._people import is_signature
from chartside.documentation.rules._told import values_told
from chartside.documentation.rules._wording import quoted
from chartside.kernel.findings import Finding

RULE = rule_info(
    "SC-11",
    name="unlike-other-pupils",
    title="A sentence is nearly that of another pupil’s report",
    family="wording",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each such sentence."""
    others = _sentences(note)
    for sentence in note.sentences:
        text = str(sentence["text"])
        if len(masked(text)) < _SHORT or says(text, "ai_disclosed") or is_signature(sentence):
            continue
        twin = next((other for other in others if likeness(text, other) >= limit("twin_sentence")), "")
        if twin:
            yield RULE.finding(
                f"“{text}” stands nearly so in another pupil’s report.",
                "Write what was seen of this pupil.",
                quoted(sentence) | {"twin": twin},
                more={"sentence": sentence["i"]},
            )


_SHORT = 6


def _sentences(note: Note) -> list[str]:
    found = values_told(note, "other_reports", "other_pupils", "other_students", "other_notes")
    texts = [part for value in found for part in (value if isinstance(value, list) else [value])]
    return [piece for text in texts if isinstance(text, str) for piece in re.split(r"(?<=[.!?])\s+", text)]
