"""Dates as numbers of days from the start of care: what a model sees of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_EARLY = ("january", "february", "march", "april", "may", "june", "july", "august")
_MONTHS = (*_EARLY, "september", "october", "november", "december")
_NAME = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
_ISO = re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)")
_SLASHED = re.compile(r"(?<![\d/])(?P<m>\d{1,2})[/-](?P<d>\d{1,2})[/-](?P<y>\d{4}|\d{2})(?![\d/])")
_WORDED = re.compile(
    rf"\b(?P<n>{_NAME})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y>\d{{4}}))?", re.IGNORECASE
)
_TURNED = re.compile(
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<n>{_NAME})\b\.?(?:,?\s+(?P<y>\d{{4}}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class DateFound:
    """A date at `start:end`; the year is None where it was not written."""

    month: int
    day: int
    year: int | None
    start: int
    end: int

    def near(self, other: date) -> date | None:
        """The day it means; without a year, the one nearest to `other`. None for a day no calendar has."""
        years = [self.year] if self.year else [other.year, other.year - 1, other.year + 1]
        days = [day for year in years if (day := _day(year, self.month, self.day))]
        return min(days, key=lambda day: abs((day - other).days), default=None)


def find_dates(text: str) -> Iterator[DateFound]:
    """Every date of a text that names month and day."""
    for pattern in (_ISO, _SLASHED, _WORDED, _TURNED):
        for match in pattern.finditer(text):
            parts = match.groupdict()
            month = int(parts["m"]) if parts.get("m") else _month(parts["n"])
            if month is None or not 1 <= month <= 12:
                continue
            year = int(parts["y"]) if parts.get("y") else None
            # Two digits: this century, as nobody writes a visit of the last one so.
            year = year + 2000 if year is not None and year < 100 else year
            yield DateFound(month, int(parts["d"]), year, match.start(), match.end())


def offset_name(text: str, start_of_care: date, near: date) -> str | None:
    """`DATE+14` for a text that is one date, counted from the start of care; None when it is none."""
    found = [one for one in find_dates(text) if one.end - one.start >= len(text.strip(" .,;")) - 1]
    day = found[0].near(near) if found else None
    return f"DATE{(day - start_of_care).days:+d}" if day else None


def spellings(day: date) -> list[str]:
    """The usual ways to write a day."""
    month = _MONTHS[day.month - 1].capitalize()
    return [
        day.isoformat(),
        f"{day.month}/{day.day}/{day.year}",
        f"{day.month:02d}/{day.day:02d}/{day.year}",
        f"{day.month}/{day.day}/{day.year % 100:02d}",
        f"{month} {day.day}, {day.year}",
        f"{month} {day.day} {day.year}",
        f"{month[:3]} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
    ]


def _month(name: str) -> int | None:
    for number, month in enumerate(_MONTHS, 1):
        if month.startswith(name[:3].lower()):
            return number
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
