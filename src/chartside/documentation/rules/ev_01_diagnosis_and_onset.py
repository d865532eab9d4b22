"""The evaluation does not say what is treated since when.

## What it checks

The text states the diagnosis, by code or in words, and when the problem began.

## Why it matters

A payer judges every later visit against the condition and its date. Without them nothing can be necessary.

## How to fix it

State the diagnosis with its code, the body part and side, and the date or manner of onset.
"""

import re
from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, states, stating
from chartside.documentation.rules._pack import rule_info
from chartside.drafting.language.days import find_days
from chartside.kernel.findings import Finding

RULE = rule_info(
    "EV-01",
    name="diagnosis-and-onset",
    title="The diagnosis, the problem or its onset is not stated",
    family="identification",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names what is missing."""
    yield from lacking(
        RULE,
        note,
        {"the diagnosis": states(note, "diagnosis"), "the onset": states(note, "onset") or _is_dated(note)},
        "State the diagnosis with its code, the body part and side, and when the problem began.",
    )


def _is_dated(note: Note) -> bool:
    """The sentence of the diagnosis names a time: a year, a day other than that of the visit."""
    on = note.service_date
    for sentence in stating(note, "diagnosis"):
        days = [day for day in find_days(str(sentence["text"])) if not (on and day.fits(on))]
        if days or _YEAR.search(str(sentence["text"])):
            return True
    return False


_YEAR = re.compile(r"\b(?:in|since|from|of) (?:\w+ )?(?:19|20)\d\d\b", re.IGNORECASE)
