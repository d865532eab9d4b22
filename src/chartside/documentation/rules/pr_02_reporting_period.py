"""The report does not say which time it covers, or when it was written.

## What it checks

The text states the first and the last day of the period, and the day on which the report was written.

## Why it matters

A payer counts visits between reports. Without the dates none of them can be counted.

## How to fix it

State from when to when, and the date of writing.
"""

import re
from collections.abc import Iterator
from typing import Any

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, reading, says
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._values import days_in
from chartside.documentation.rules._wording import is_open
from chartside.drafting.language.days import find_days
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PR-02",
    name="reporting-period",
    title="The reporting period or the date of the report is not stated",
    family="identification",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names what is missing."""
    spans = [
        s for s in note.sentences if len(find_days(str(s["text"]))) > 1 and says(reading(s), "period_range")
    ]
    dated = [reading(s) for s in note.sentences if find_days(str(s["text"])) and not is_open(s)]
    begins, ends = any(map(_BEGIN.search, dated)), any(map(_END.search, dated))
    days = {(day.month, day.day) for _, day in days_in(note)}
    in_period = {s["i"] for s in spans}
    written = [
        sentence
        for sentence, _ in days_in(note)
        if says(reading(sentence), "written_on")
        or (sentence["i"] not in in_period and _heads(note, sentence))
    ]
    yield from lacking(
        RULE,
        note,
        {
            "the first and last day of the period": bool(spans) or bool(begins and ends),
            "the date of the report": bool(written) or len(days) > _FROM_TO,
        },
        "State from when to when the report covers, and the day it was written.",
    )


# The two ends of the period; a third date is that of the report.
_FROM_TO = 2
_BEGIN = re.compile(r"\b(?:begin\w*|start\w*|first day|from)\b", re.IGNORECASE)
_END = re.compile(r"\b(?:end\w*|through|last day|until|to)\b", re.IGNORECASE)


def _heads(note: Note, sentence: dict[str, Any]) -> bool:
    """The first line or one of the last two, where the date of a document stands."""
    return sentence in (note.sentences[0], *note.sentences[-2:])
