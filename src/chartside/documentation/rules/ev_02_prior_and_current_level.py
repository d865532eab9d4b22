"""The evaluation does not set what the person does now beside what was done before.

## What it checks

The text states the level of function before the problem and the level now.

## Why it matters

The difference between the two is the loss that therapy is paid to give back.

## How to fix it

State what the person did before, and what it takes now.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, outside_goals, reading, says, states
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._values import values_of
from chartside.kernel.findings import Finding

RULE = rule_info(
    "EV-02",
    name="prior-and-current-level",
    title="Prior and current level of function are not both stated",
    family="function",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names what is missing."""
    yield from lacking(
        RULE,
        note,
        {"the prior level of function": states(note, "prior_level"), "the current level": _has_current(note)},
        "State what the person did before the problem, and what it takes now.",
    )


def _has_current(note: Note) -> bool:
    """A sentence on the present that is not only about the past, a goal or a test."""
    return any(says(reading(s), "current_level") or _is_level(str(s["text"])) for s in outside_goals(note))


def _is_level(text: str) -> bool:
    return any(kind == "level" for kind, _ in values_of(text)) and not says(text, "prior_level")
