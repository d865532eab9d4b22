"""The need is claimed and not shown.

## What it checks

The text states a functional limitation, an objective result, and the date on which it was found.

## Why it matters

A reviewer can only weigh what was measured, and when.

## How to fix it

Give the scores with their dates beside the limitation.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, outside_goals, reading, says
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._values import days_in, measures
from chartside.kernel.findings import Finding

RULE = rule_info(
    "LT-03",
    name="limitation-measured",
    title="The limitation is not shown by dated scores",
    family="measures",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names what is missing."""
    measured = measures(note)
    dated = {sentence["i"] for sentence, _ in days_in(note)}
    order = [sentence["i"] for sentence in note.sentences]
    near_date = any(dated & set(_around(order, sentence["i"])) for sentence in measured)
    limited = [s for s in outside_goals(note) if _is_limit(reading(s))]
    yield from lacking(
        RULE,
        note,
        {
            "the functional limitation": bool(limited),
            "an objective result": bool(measured),
            "the date of the result": near_date or not measured,
        },
        "Give the scores with their dates beside the limitation.",
    )


def _around(order: list[int], place: int) -> list[int]:
    at = order.index(place)
    return order[max(0, at - 1) : at + 2]


def _is_limit(text: str) -> bool:
    """Why a therapist is needed is no limitation of the patient."""
    return says(text, "limitation") and says(text, "consequence") and not says(text, "skilled_reason")
