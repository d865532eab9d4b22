"""The report does not say what follows from it.

## What it checks

A sentence says that skilled therapy continues and why, or that it ends and why.

## Why it matters

A report that only describes leaves the payer to decide.

## How to fix it

Say why skilled care is still needed, or when it ends.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import outside_goals, reading, says
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PR-04",
    name="continue-or-stop",
    title="Nothing says why therapy continues, or that it ends",
    family="necessity",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    sentences = [reading(sentence) for sentence in outside_goals(note)]
    if any(says(text, "continue_or_stop") and says(text, "need_reason") for text in sentences):
        return
    if any(says(text, "need_judged") and says(text, "need_reason") for text in sentences):
        return
    yield RULE.finding(
        "The report does not say why skilled care continues, or that it ends and why.",
        "Say why skilled care is still needed, or when it ends.",
    )
