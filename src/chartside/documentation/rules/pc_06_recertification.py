"""The plan is longer than its certification can be.

## What it checks

The time from start to end of the plan is at most ninety days, and a plan whose time has passed was
certified again.

## Why it matters

Visits after the end of a certification are not paid.

## How to fix it

Plan at most ninety days, and certify again before they end.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import limit, outside_goals, reading, says
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import day_told, is_missing
from chartside.documentation.rules._values import as_day
from chartside.drafting.language.days import find_days
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PC-06",
    name="recertification",
    title="The plan runs past the time for which it can be certified",
    family="certification",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    longest = limit("plan_days")
    planned = max((days for s in outside_goals(note) if (days := _planned_days(reading(s)))), default=0)
    if planned > longest:
        yield RULE.finding(
            f"The plan runs for {planned:g} days; it can be certified for {longest:g}.",
            "Plan a shorter time, and certify again before it ends.",
            {"days": planned},
        )
        return
    end, on = day_told(note, "certification_end"), note.service_date
    start = day_told(note, "initial_evaluation", "first_treatment")
    ends = end or (start + timedelta(days=longest) if start else None)
    if ends and on and on > ends and not day_told(note, *_AGAIN) and is_missing(note, *_AGAIN):
        yield RULE.finding(
            f"The certification ended on {ends} and was not renewed.",
            "Certify the plan again.",
            {"certification_end": ends.isoformat()},
        )


_AGAIN = ("recertification_signed", "recertified_on")
_DAYS = {"day": 1, "week": 7, "wk": 7, "month": 30, "mo": 30, "year": 365, "yr": 365}
_LENGTH = re.compile(r"\b(\d+)[\s-]*(day|week|wk|month|mo|year|yr)s?\b", re.IGNORECASE)


def _planned_days(text: str) -> float:
    """The longest time that a sentence on how often or how long therapy is given names."""
    if not (says(text, "duration") and (says(text, "frequency") or _PLAN.search(text))) or says(
        text, "onset"
    ):
        return 0
    spans = [int(found[1]) * _DAYS[found[2].lower()] for found in _LENGTH.finditer(text)]
    days = [day for found in find_days(text) if (day := as_day(found, None))]
    return max([*spans, (max(days) - min(days)).days if len(days) > 1 else 0], default=0)


_PLAN = re.compile(r"\b(?:duration|certif\w+|plan of care|poc|episode)\b", re.IGNORECASE)
