"""The letter says more than anybody knows.

## What it checks

No sentence promises an outcome, and none states what the chart does not hold.

## Why it matters

A promise cannot be kept by a clinician, and an unfounded claim discredits the rest.

## How to fix it

Say what is expected and on which ground.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import pattern
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._wording import quoted
from chartside.kernel.findings import Finding

RULE = rule_info(
    "LT-09",
    name="no-promises",
    title="The letter promises an outcome, or says what the chart does not hold",
    family="evidence",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each sentence."""
    for sentence in note.sentences:
        if pattern("outcome_promise").search(str(sentence["text"])):
            yield RULE.finding(
                f"“{sentence['text']}” promises an outcome.",
                "Say what is expected, and on which ground.",
                quoted(sentence),
                more={"sentence": sentence["i"]},
            )
        elif sentence["status"] == "unsupported":
            yield RULE.finding(
                f"“{sentence['text']}” is not in the chart.",
                "Take it out, or enter what it rests on.",
                quoted(sentence),
                more={"sentence": sentence["i"]},
            )
