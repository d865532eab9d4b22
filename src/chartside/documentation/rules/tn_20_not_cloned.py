"""The note was copied.

## What it checks

The text, numbers aside, is not substantially that of the patient’s earlier note.

## Why it matters

A cloned note proves that nobody wrote about this visit; the claim falls with it.

## How to fix it

Write what was different today.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import limit
from chartside.documentation.rules._likeness import likeness
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._people import is_signature
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-20", name="not-cloned", title="The note is nearly that of an earlier visit", family="wording"
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    for fact in note.of_kind("prior_note"):
        alike = likeness(_body(note), str(fact.value["text"]))
        if alike >= limit("twin_similarity"):
            yield RULE.finding(
                f"{alike:.0%} of the note stand in the earlier note.",
                "Write what was different today.",
                {"similarity": round(alike, 2)},
            )


def _body(note: Note) -> str:
    """The note without its head and its signature, which stand in every note."""
    kept = [s for s in note.sentences if not is_signature(s)]
    return " ".join(str(sentence["text"]) for sentence in kept)
