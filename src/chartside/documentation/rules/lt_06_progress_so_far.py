"""More is asked for, and nothing shows what the last visits gave.

## What it checks

When the request continues therapy, a sentence sets the start and the present of one measure side by side.

## Why it matters

Continued care is granted for progress, and denied for silence.

## How to fix it

State baseline and present value of the same measure.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import outside_goals, states
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import told
from chartside.documentation.rules._values import compares
from chartside.kernel.findings import Finding

RULE = rule_info(
    "LT-06",
    name="progress-so-far",
    title="A request to continue shows no progress in the same measures",
    family="progress",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    asked = told(note, "request_type", "request", "request_kind").lower()
    continues = "contin" in asked or "exten" in asked or "reauth" in asked.replace("-", "")
    if not (continues or (not asked and states(note, "continuation"))):
        return
    if not any(compares(sentence) for sentence in outside_goals(note)):
        yield RULE.finding(
            "The request is to continue, and no measure then and now is stated.",
            "State baseline and present value of the same measure.",
        )
