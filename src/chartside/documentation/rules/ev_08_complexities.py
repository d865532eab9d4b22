"""Nothing says what may slow the progress.

## What it checks

The text names comorbidities, complexities or precautions, or says that there are none.

## Why it matters

They explain why this person needs more, or longer, than another.

## How to fix it

List what affects the rate of progress, or write that there is nothing.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import pattern, reading
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "EV-08",
    name="complexities",
    title="Comorbidities, complexities and precautions are not addressed",
    family="judgement",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    if not any(pattern("comorbidity").search(reading(s)) for s in note.sentences):
        yield RULE.finding(
            "The evaluation names no comorbidities or precautions, and does not say that there are none.",
            "List what affects the rate of progress, or write that there is nothing.",
        )
