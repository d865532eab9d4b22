"""A number of the report comes from nowhere.

## What it checks

Every number is one that was entered for a dated session or test, or follows from such numbers.

## Why it matters

A number that cannot be traced is the first thing an auditor asks for.

## How to fix it

Correct the number, or enter the session it comes from.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._wording import quoted
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PR-08",
    name="numbers-traceable",
    title="A number of the report is in no session and no test",
    family="evidence",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each sentence with such a number."""
    for sentence in note.unsupported():
        wrong = [problem for problem in sentence["problems"] if problem["type"] in _NUMBERS]
        if wrong:
            yield RULE.finding(
                f"“{sentence['text']}” holds a number that is in no session and no test.",
                "Correct the number, or enter the session it comes from.",
                quoted(sentence),
                more={"sentence": sentence["i"]},
            )


_NUMBERS = frozenset({"wrong_number", "invented_measure", "wrong_assist"})
