"""Dates and times of the clock as people write them."""

import re
from dataclasses import dataclass
from datetime import date, time

_FIRST_HALF = ("january", "february", "march", "april", "may", "june")
_MONTHS = (*_FIRST_HALF, "july", "august", "september", "october", "november", "december")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WORDED = re.compile(
    rf"\b{_MONTH.format('m1')}\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y1>\d{{4}}))?\b(?!\s*(?:min|of|/))"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH.format('m2')}\b(?:,?\s+(?P<y2>\d{{4}}))?",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?\b")
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b")
_CLOCK = re.compile(
    r"\b(\d{1,2}):(\d{2})(?::\d{2})?(?:\s*([ap])\.?m\b\.?)?|\b(\d{1,2})\s*([ap])\.?m\b\.?", re.IGNORECASE
)


@dataclass(frozen=True)
class DayFound:
    """A date read in a text; the year is None where it was not written."""

    month: int
    day: int
    year: int | None
    start: int
    end: int

    def fits(self, other: date) -> bool:
        """Whether the date can mean this day."""
        return (self.month, self.day) == (other.month, other.day) and self.year in (None, other.year)


def find_days(text: str) -> list[DayFound]:
    """Every date of a text: ISO, month/day/year, or with the month in words."""
    found = [DayFound(int(m[2]), int(m[3]), int(m[1]), m.start(), m.end()) for m in _ISO.finditer(text)]
    for m in _SLASHED.finditer(text):
        whole_year = int(m[3]) + (2000 if len(m[3]) == 2 else 0)
        found.append(DayFound(int(m[1]), int(m[2]), whole_year, m.start(), m.end()))
    for m in _WORDED.finditer(text):
        month, day, year = (m["m1"], m["d1"], m["y1"]) if m["m1"] else (m["m2"], m["d2"], m["y2"])
        found.append(DayFound(_month(month), int(day), int(year) if year else None, m.start(), m.end()))
    return found


def _month(name: str) -> int:
    return next(place for place, month in enumerate(_MONTHS, 1) if month.startswith(name[:3].lower()))


def find_clock_times(text: str) -> list[tuple[int, bool, int, int]]:
    """Every time of the clock: minutes since midnight, whether am or pm was written, start, end.

    Without am or pm the hour is as written.
    """
    found = []
    for m in _CLOCK.finditer(text):
        hour, minute = int(m[1] or m[4]), int(m[2] or 0)
        half = (m[3] or m[5] or "").lower()
        if hour > 23 or minute > 59:
            continue
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        found.append((hour * 60 + minute, bool(half), m.start(), m.end()))
    return found


def read_day(text: object) -> date | None:
    """The date that a field holds, or None when it holds none."""
    if not isinstance(text, str):
        return None
    found = find_days(text)
    if len(found) != 1 or found[0].year is None:
        return None
    try:
        return date(found[0].year, found[0].month, found[0].day)
    except ValueError:
        return None


def read_clock(text: object) -> time | None:
    """The time of the clock that a field holds, or None."""
    if not isinstance(text, str):
        return None
    found = find_clock_times(text.split("T", 1)[-1] if re.match(r"\d{4}-\d\d-\d\dT", text) else text)
    return time(found[0][0] // 60, found[0][0] % 60) if len(found) == 1 else None


def say_day(day: date) -> str:
    """`November 20, 2026`."""
    return f"{_MONTHS[day.month - 1].capitalize()} {day.day}, {day.year}"


def say_clock(clock: time) -> str:
    """`10:05 am`."""
    return f"{clock.hour % 12 or 12}:{clock.minute:02d} {'am' if clock.hour < 12 else 'pm'}"
