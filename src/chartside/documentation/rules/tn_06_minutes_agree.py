"""The minutes of the note do not agree with each other or with the units.

## What it checks

The minutes of the activities add up to the total that is stated, the timed ones to the timed total, and
billed units are no more than the minutes give.

## Why it matters

Minutes that do not agree are the first thing an auditor finds, and the difference is repaid.

## How to fix it

Correct the minutes that were entered, or the units.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._minutes import TIMED, TOTAL, minutes_stated
from chartside.documentation.rules._pack import rule_info
from chartside.drafting.language.days import read_clock
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-06",
    name="minutes-agree",
    title="Minutes in the note do not agree with each other or with the units billed",
    family="minutes",
)


def check(note: Note) -> Iterator[Finding]:
    """A finding for each pair of numbers that do not agree."""
    timed, total = _activity_minutes(note, timed=True), _activity_minutes(note, timed=False)
    for name, stated, counted in (
        ("timed minutes", minutes_stated(note, TIMED), timed),
        ("total treatment time", minutes_stated(note, TOTAL), total),
    ):
        if stated and counted is not None and counted not in stated and not _is_entered(note, name, stated):
            yield RULE.finding(
                f"The {name} is stated as {stated[0]:g} min, the activities add up to {counted:g} min.",
                "Correct the minutes of the activities or the total.",
                {"stated": stated[0], "counted": counted},
            )
    yield from _units(note)


def _is_entered(note: Note, name: str, stated: list[float]) -> bool:
    """Another author’s total may be that of the clock, which holds time between the activities."""
    if not note.foreign or name == "timed minutes":
        return False
    start, end = (read_clock(note.one(kind).get("clock")) for kind in ("start_time", "end_time"))
    clock = (end.hour - start.hour) * 60 + end.minute - start.minute if start and end else None
    return clock in stated or note.one("treatment_minutes").get("minutes") in stated


def _activity_minutes(note: Note, *, timed: bool) -> float | None:
    """The sum of the activities, or None when it cannot be known."""
    activities = [fact.value for fact in note.of_kind("activity")]
    if not activities or any(value.get("minutes") is None for value in activities):
        return None
    if not timed:
        return float(sum(value["minutes"] for value in activities))
    if not all(value.get("code") for value in activities):
        return None
    return float(sum(value["minutes"] for value in activities if note.is_timed(value["code"].upper())))


def _units(note: Note) -> Iterator[Finding]:
    billed = sum(
        fact.value.get("units") or 0 for fact in note.of_kind("billed") if note.is_timed(fact.value["code"])
    )
    if note.count and billed > note.count.timed_units:
        yield RULE.finding(
            f"{billed} timed units are billed; {note.count.timed_minutes} min give {note.count.timed_units}.",
            f"Bill {note.count.timed_units} timed units, or correct the minutes.",
            {"billed": billed, "minutes": note.count.timed_minutes, "units": note.count.timed_units},
        )
