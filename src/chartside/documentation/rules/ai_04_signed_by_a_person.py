"""A draft passes for a record.

## What it checks

What was told of the status agrees: a text that is called final was signed by a named person, and no
sentence says that a machine signed.

## Why it matters

A text that nobody answers for must show that it is a draft.

## How to fix it

Keep the draft mark until a licensed person signs.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import stating
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import is_missing, is_told, told
from chartside.documentation.rules._wording import quoted
from chartside.kernel.findings import Finding

RULE = rule_info(
    "AI-04",
    name="signed-by-a-person",
    title="The text counts as final and no licensed person signed it",
    family="signature",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding; none where the status was not told."""
    status = told(note, "status", "document_status", "draft_status").lower()
    final = status in ("final", "signed", "complete", "completed", "sent", "finalized")
    unsigned = is_missing(note, "signed_by", "signer") or is_missing(note, "watermark", "draft_mark")
    by_machine = stating(note, "signed_by_machine")
    if by_machine or (final and unsigned and not is_told(note, "signed_by", "signer")):
        yield RULE.finding(
            "The text counts as final, and no licensed person signed it.",
            "Keep the draft mark until a licensed person signs.",
            *map(quoted, by_machine),
        )
