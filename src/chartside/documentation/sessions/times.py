"""Times of a session: the clock, and the minutes that follow from what was entered."""

from collections.abc import Iterator
from typing import Any

from chartside.documentation.sessions.activities import Entry
from chartside.documentation.sessions.entries import text_of
from chartside.drafting.language.days import read_clock


def read_time(value: object, kind: str, path: str) -> Iterator[Entry]:
    """A start or an end; `clock` is absent when the text is no time of the clock."""
    if text := text_of(value):
        clock = read_clock(text)
        yield kind, path, {"text": text} | ({"clock": clock.strftime("%H:%M")} if clock else {})


def clock_minutes(entries: list[Entry]) -> int | None:
    """Minutes from start to end by the clock; None when one is missing or the end is not after the start."""
    clocks = {
        kind: value["clock"]
        for kind, _, value in entries
        if kind in ("start_time", "end_time") and "clock" in value
    }
    if len(clocks) < 2:
        return None
    start, end = (int(clocks[kind][:2]) * 60 + int(clocks[kind][3:]) for kind in ("start_time", "end_time"))
    return end - start if end > start else None


def minutes_facts(entries: list[Entry], timed_minutes: int | None) -> Iterator[Entry]:
    """Total treatment time where nobody entered it, and the minutes in timed codes where they are known.

    The total is the sum of the activities when each has its minutes, else the time by the clock.
    """
    entered = {kind for kind, _, _ in entries}
    if "treatment_minutes" not in entered:
        minutes: list[Any] = [value.get("minutes") for kind, _, value in entries if kind == "activity"]
        total = sum(minutes) if minutes and None not in minutes else clock_minutes(entries)
        path = "session.activities" if minutes and None not in minutes else "session.start"
        if total:
            yield "treatment_minutes", path, {"minutes": total}
    if "timed_minutes" not in entered and timed_minutes is not None:
        yield "timed_minutes", "session.activities", {"minutes": timed_minutes}
