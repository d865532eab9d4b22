"""An old sentence passes for a new one.

## What it checks

A sentence that stands in the earlier note and rests on nothing of today is marked as copied, with its date.

## Why it matters

What was true last week is not evidence for today.

## How to fix it

Mark it with the date of the earlier note, or write what was seen today.
"""

import re
from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import limit, says
from chartside.documentation.rules._likeness import likeness, masked
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._wording import quoted
from chartside.kernel.findings import Finding

RULE = rule_info(
    "AI-05",
    name="copied-text-marked",
    title="Text from an earlier note is not marked with its date",
    family="sources",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each such sentence."""
    earlier = [
        piece
        for fact in note.of_kind("prior_note")
        for piece in re.split(r"(?<=[.!?;])\s+|\n", str(fact.value["text"]))
        if len(masked(piece)) >= _SHORT
    ]
    for sentence in note.unsupported():
        text = str(sentence["text"])
        if says(text, "copied_mark"):
            continue
        copied = any(problem["type"] == "copied_forward" for problem in sentence["problems"])
        if copied or any(likeness(text, piece) >= limit("twin_sentence") for piece in earlier):
            yield RULE.finding(
                f"“{text}” is from an earlier note and is not marked.",
                "Mark it with the date of that note, or write what was seen today.",
                quoted(sentence),
                more={"sentence": sentence["i"]},
            )


_SHORT = 5
