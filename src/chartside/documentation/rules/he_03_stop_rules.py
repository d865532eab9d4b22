"""Nobody at home knows when to stop.

## What it checks

The text says when to stop, and whom to call; precautions that were entered are carried over.

## Why it matters

The therapist is not there when it hurts.

## How to fix it

Say on which sign to stop, and give the number to call.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, states
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "HE-03",
    name="stop-rules",
    title="The program does not say when to stop and whom to call",
    family="safety",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for what is missing, one for each precaution left out."""
    yield from lacking(
        RULE,
        note,
        {"when to stop": states(note, "stop_rule"), "whom to call": states(note, "whom_to_call")},
        "Say on which sign to stop, and give the number to call.",
    )
    for fact in note.omitted:
        if fact.kind == "precaution":
            yield RULE.finding(
                f"A precaution is not in the program: {fact.value.get('text')}.",
                "Carry it over.",
                {"fact": fact.id},
            )
