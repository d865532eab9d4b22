"""The page does not say where the student stands.

## What it checks

The text states the present level of performance, and how the disability affects involvement in the
curriculum.

## Why it matters

Goals and services of an IEP rest on this statement.

## How to fix it

State what the student does now, and what it prevents in class.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, outside_goals, reading, says
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._values import measures
from chartside.kernel.findings import Finding

RULE = rule_info(
    "SC-06",
    name="present-levels",
    title="Present levels, or their effect on the curriculum, are not stated",
    family="function",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names what is missing."""
    sentences = [reading(sentence) for sentence in outside_goals(note)]
    yield from lacking(
        RULE,
        note,
        {
            "the present levels": any(says(text, "present_levels") for text in sentences)
            or bool(measures(note)),
            "the effect on the curriculum": any(says(text, "curriculum_effect") for text in sentences),
        },
        "State what the student does now, and what it prevents in class.",
    )
