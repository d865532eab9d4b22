"""The plan lacks one of its three fields.

## What it checks

The text states the impairment, the major life activity that it limits, and the accommodations.

## Why it matters

The three together are what the plan rests on. Annual goals are not asked for.

## How to fix it

State what is missing.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, states
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "SC-13",
    name="plan-504",
    title="Accommodation, impairment or major life activity is not stated",
    family="plan",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names what is missing."""
    yield from lacking(
        RULE,
        note,
        {
            "the accommodation": states(note, "accommodation"),
            "the impairment": states(note, "impairment"),
            "the major life activity": states(note, "life_activity"),
        },
        "State what is missing.",
    )
