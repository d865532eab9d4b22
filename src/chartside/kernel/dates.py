"""Ranges of dates, both ends inclusive, and the time of day in words."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class DateRange:
    """From `start` to `end`, both inclusive; `None` leaves that side open."""

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        """Refuse a range that ends before it starts."""
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"the range ends ({self.end}) before it starts ({self.start})")

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


ALWAYS = DateRange()
"""Every day."""


def clock_time(moment: datetime, *, half: bool = True) -> str:
    """`10:52 am`, in the zone that the moment carries; `10:52` without its half of the day."""
    text = f"{moment.hour % 12 or 12}:{moment.minute:02d}"
    return f"{text} {'am' if moment.hour < 12 else 'pm'}" if half else text


def clock_range(start: datetime, end: datetime) -> str:
    """`10:00 to 10:45 am`; both halves of the day are named when they differ."""
    return f"{clock_time(start, half=(start.hour < 12) != (end.hour < 12))} to {clock_time(end)}"
