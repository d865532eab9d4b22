"""Something is still to be filled in.

## What it checks

No sentence holds a bracket, a blank or a word that stands for something to come.

## Why it matters

A gap that is signed becomes part of the record.

## How to fix it

Fill it in or remove the sentence.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._wording import placeholder_pattern, quoted
from chartside.kernel.findings import Finding

RULE = rule_info(
    "AI-03", name="no-placeholders", title="A placeholder is left in the text", family="evidence"
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each sentence with a gap."""
    for sentence in note.sentences:
        found = placeholder_pattern().search(sentence["text"])
        if found:
            yield RULE.finding(
                f"“{found[0]}” is still to be filled in.",
                "Fill it in or remove the sentence.",
                quoted(sentence),
                more={"sentence": sentence["i"]},
            )
