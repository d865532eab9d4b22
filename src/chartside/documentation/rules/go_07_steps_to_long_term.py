"""A short-term goal leads to no long-term goal, or ends after it.

## What it checks

Each short-term goal names the long-term goal that it is a step to, or stands in a text with one long-term
goal; its time is not longer than that of the long-term goals, and not after the end of the plan where that
was told.

## Why it matters

Short steps show that the plan is a plan. One that ends after the plan cannot be met within it.

## How to fix it

Name the long-term goal (“toward LTG 1”), and set a time inside the plan.
"""

import re
from collections.abc import Iterator
from datetime import date

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._written_goals import WrittenGoal, about, written_goals
from chartside.drafting.language.days import find_days, read_day
from chartside.drafting.language.quantities import number
from chartside.kernel.findings import Finding

RULE = rule_info(
    "GO-07",
    name="goal-steps",
    title="A short-term goal leads to no long-term goal, or ends after it",
    family="goals",
)


_SHORT = re.compile(r"\b(?:STG|short[- ]term)", re.IGNORECASE)
_LONG = re.compile(r"\b(?:LTG|long[- ]term)", re.IGNORECASE)
_PERIOD = re.compile(r"(\d+|[a-z]+)[\s-]*(day|week|wk|month|mo)s?\b", re.IGNORECASE)
_DAYS = {"day": 1, "week": 7, "wk": 7, "month": 30, "mo": 30}
_PLAN_ENDS = ("plan_end", "certification_end", "end_date", "plan_ends")


def check(note: Note) -> Iterator[Finding]:
    """One finding for each short-term goal without a long-term goal, or with too long a time."""
    whole = {str(s["i"]): str(s["text"]) for s in note.sentences}
    goals = written_goals(note)
    named = [(goal, whole.get(str(goal.evidence.get("sentence", "")), goal.text)) for goal in goals]
    long = [goal for goal, text in named if _LONG.search(text) and not _SHORT.search(text)]
    long += [
        WrittenGoal(str(f.value.get("text", "")), {}) for f in note.of_kind("goal") if f.value.get("text")
    ]
    for goal, text in named:
        if not _SHORT.search(text):
            continue
        if not long and not _LONG.search(text):
            yield about(
                RULE,
                goal,
                f"“{goal.text}” leads to no long-term goal.",
                "Name the long-term goal it is a step to.",
            )
        elif _too_long(goal, long) or _after_plan(goal, note):
            yield about(
                RULE,
                goal,
                f"“{goal.text}” ends after the goal or plan that it serves.",
                "Set a time inside the plan.",
            )


def _too_long(goal: WrittenGoal, long: list[WrittenGoal]) -> bool:
    mine, others = _days(goal), [days for one in long if (days := _days(one)) is not None]
    return mine is not None and bool(others) and mine > max(others)


def _days(goal: WrittenGoal) -> float | None:
    found = _PERIOD.search(goal.parsed.time_frame)
    try:
        return number(found[1]) * _DAYS[found[2].lower()] if found else None
    except ValueError:
        return None


def _after_plan(goal: WrittenGoal, note: Note) -> bool:
    ends = [day for day in (_told(note, name) for name in _PLAN_ENDS) if day]
    days = [day for day in find_days(goal.parsed.time_frame) if day.year]
    return bool(ends and days) and (days[0].year, days[0].month, days[0].day) > (
        max(ends).year,
        max(ends).month,
        max(ends).day,
    )


def _told(note: Note, name: str) -> date | None:
    places = (
        note.record,
        note.record.get("context"),
        note.record.get("session"),
        note.record.get("plan_of_care"),
    )
    return next((day for one in places if isinstance(one, dict) and (day := read_day(one.get(name)))), None)
