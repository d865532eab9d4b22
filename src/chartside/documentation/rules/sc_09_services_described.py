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
    services = [text for s in outside_goals(note) if _is_service(text := reading(s))]
    yield from lacking(
        RULE,
        note,
        {
            "the start of the service": any(says(text, "service_start") for text in services),
            "the frequency": any(says(text, "frequency") for text in services),
            "the place": any(says(text, "school_place") for text in services),
            "the duration": any(says(text, "amount") or says(text, "duration") for text in services),
        },
        "State the start, how often, where and how long.",
    )


def _is_service(text: str) -> bool:
    """A sentence on what is given, not on levels, data or reports."""
    if says(text, "progress_method") or says(text, "parents_told"):
        return says(text, "service_word")
    return says(text, "therapy_type") or says(text, "service_word") or says(text, "frequency")
