"""The message could be about any child.

## What it checks

A person entered a detail of this session, it stands in the message, and it is in no earlier update. Whether
the detail is worth telling is for the therapist to judge, not for this rule.

## Why it matters

Families notice a form letter, and stop reading.

## How to fix it

Add one thing that you saw this child do today.
"""

import re
from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import limit
from chartside.documentation.rules._family import is_child
from chartside.documentation.rules._likeness import likeness
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import told, values_told
from chartside.drafting.language.words import stems
from chartside.drafting.verifier.meaning import function_stems
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PU-01",
    name="human-detail",
    title="No detail of this session was added by the therapist",
    family="wording",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    if not is_child(note):
        return
    detail = told(note, "human_detail")
    if not detail:
        yield RULE.finding(
            "No detail of this session was added by a person.",
            "Add one thing that you saw this child do today.",
        )
    elif not _holds(note.text(), detail):
        yield RULE.finding(
            "The therapist’s detail is not in the message.", "Put it back.", {"detail": detail}
        )
    elif any(likeness(detail, text) >= limit("twin_similarity") for text in _earlier(note)):
        yield RULE.finding(
            "The detail stood in an earlier update.", "Add one of this session.", {"detail": detail}
        )


def _holds(text: str, detail: str) -> bool:
    wanted = set(stems(detail)) - function_stems()
    return not wanted or len(wanted & set(stems(text))) >= limit("detail_words") * len(wanted)


def _earlier(note: Note) -> list[str]:
    found = values_told(note, "earlier_updates", "recent_updates", "previous_updates", "other_reports")
    texts = [part for value in found for part in (value if isinstance(value, list) else [value])]
    return [
        piece
        for text in texts
        if isinstance(text, str)
        for piece in (text, *re.split(r"(?<=[.!?])\s+", text))
    ]
