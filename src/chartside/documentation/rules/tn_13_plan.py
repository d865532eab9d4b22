"""There is no plan for the next visit, or it says nothing.

## What it checks

The plan section is there and says more than that treatment goes on.

## Why it matters

The plan shows that the next visit was thought about; “continue per plan” on every page is read as
routine care.

## How to fix it

Say what will change, be added, be held or be taught next.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._sections import plan_text
from chartside.documentation.rules._wording import phrase_pattern, wording
from chartside.drafting.language.words import words
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-13",
    name="plan-for-next-visit",
    title="The plan is missing or says only that treatment continues",
    family="plan",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    text = plan_text(note) if note.foreign else note.text("P")
    if not text:
        yield RULE.finding(
            "The note has no plan.", "Say what comes next: progress, change, hold or discharge."
        )
        return
    empty = frozenset(wording()["empty_in_a_plan"].split())
    left = phrase_pattern("fillers").sub(" ", text)
    said = [word for word in words(left) if word not in empty]
    if not said:
        yield RULE.finding(
            "The plan says only that treatment continues.",
            "Say what will change, be added, be held or be taught next.",
            {"text": text},
        )
