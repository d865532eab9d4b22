"""The plan does not say how much therapy there will be.

## What it checks

The text states the type of therapy, its amount, how often and for how long.

## Why it matters

The four fields are the content of a plan by federal rule; what is not planned is not covered.

## How to fix it

State the type, the minutes of a visit, the visits in a week and the weeks.
"""

import re
from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, outside_goals, pattern, reading, says
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PC-03",
    name="type-amount-frequency-duration",
    title="Type, amount, frequency and duration are not all stated",
    family="plan",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names what is missing."""
    sentences = [reading(sentence) for sentence in outside_goals(note)]
    yield from lacking(
        RULE,
        note,
        {
            "the type of therapy": any(says(text, "therapy_type") for text in sentences),
            "the amount of a visit": any(says(text, "amount") for text in sentences),
            "the frequency": any(says(text, "frequency") for text in sentences),
            "the duration": any(says(text, "duration") and not says(text, "onset") for text in sentences)
            or any(says(text, "frequency") and _has_length(text) for text in sentences),
        },
        "State the type, the minutes of a visit, how often and for how long.",
    )


def _has_length(text: str) -> bool:
    """`2 visits weekly, 8 weeks`: beside how often, a number of weeks is for how long."""
    plain = pattern("frequency").sub(" ", text)
    return says(text, "duration") or _LENGTH.search(plain) is not None


_LENGTH = re.compile(r"\b\d+\s*-?\s*(?:weeks?|wks?|months?|mos?|days?)\b", re.IGNORECASE)
