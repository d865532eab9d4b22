"""The page does not say what the student will get.

## What it checks

The text states when the service starts, how often, where and how long.

## Why it matters

Each of the four is a field of the IEP by federal law.

## How to fix it

State the four.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, outside_goals, reading, says
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "SC-09",
    name="services-described",
    title="Start, frequency, place or duration of the service is not stated",
    family="plan",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names what is missing."""
    sentences = [reading(sentence) for sentence in outside_goals(note)]
    yield from lacking(
        RULE,
        note,
        {
            "the start of the service": any(says(text, "service_start") for text in sentences),
            "the frequency": any(says(text, "frequency") for text in sentences),
            "the place": any(says(text, "school_place") and says(text, "placed") for text in sentences),
            "the duration": any(says(text, "amount") or says(text, "duration") for text in sentences),
        },
        "State the start, how often, where and how long.",
    )
