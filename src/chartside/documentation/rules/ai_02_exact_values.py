"""A value is not the one that was entered.

## What it checks

Numbers, sides, levels of help, dates, names, pronouns, denials and quotations are exactly those of the
source.

## Why it matters

A changed value reads as true as the right one. Nobody notices until it matters.

## How to fix it

Correct the value.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._wording import quoted
from chartside.kernel.findings import Finding

RULE = rule_info(
    "AI-02",
    name="exact-values",
    title="A number, side, level, date, name or quotation differs from the source",
    family="evidence",
)


EXACT = frozenset(
    {"wrong_number", "wrong_side", "wrong_assist", "wrong_date", "wrong_name", "wrong_pronoun"}
    | {"negation_flip", "invented_quote"}
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each sentence with a wrong value."""
    for sentence in note.unsupported():
        wrong = [problem for problem in sentence["problems"] if problem["type"] in EXACT]
        if wrong:
            yield RULE.finding(
                f"“{sentence['text']}” does not match the source: {wrong[0]['evidence']}.",
                "Correct the value to what was entered.",
                quoted(sentence),
                more={"sentence": sentence["i"]},
            )
