"""A sentence has no evidence.

## What it checks

Every sentence rests on what was entered, on the chart, or on a calculation from them.

## Why it matters

A note is a legal record. What nobody entered did not happen, as far as the note is concerned.

## How to fix it

Remove the sentence, enter what it rests on, or vouch for it by name.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._wording import quoted
from chartside.documentation.rules.ai_02_exact_values import EXACT
from chartside.kernel.findings import Finding

RULE = rule_info(
    "AI-01", name="evidence", title="A sentence is not supported by what was entered", family="evidence"
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each sentence that claims something no fact holds."""
    for sentence in note.unsupported():
        others = [problem for problem in sentence["problems"] if problem["type"] not in EXACT]
        if others:
            yield RULE.finding(
                f"No evidence for “{sentence['text']}”: {others[0]['evidence']}.",
                "Remove the sentence, enter what it rests on, or vouch for it by name.",
                quoted(sentence),
                more={"sentence": sentence["i"]},
            )
