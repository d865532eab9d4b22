"""Dates and times as a clinic prints them."""

from datetime import date, datetime


def long_date(day: date) -> str:
    """`November 20, 2026`."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def clock_time(at: datetime) -> str:
    """`10:05 am`, in the zone that the instant carries."""
    return f"{_hour_minute(at)} {_half(at)}"


def date_time(at: datetime) -> str:
    """`November 20, 2026, 10:05 am`."""
    return f"{long_date(at)}, {clock_time(at)}"


def time_span(start: datetime, end: datetime) -> str:
    """`10:00 to 10:45 am`, or `11:30 am to 12:15 pm` where noon lies between."""
    if start.date() == end.date() and _half(start) == _half(end):
        return f"{_hour_minute(start)} to {clock_time(end)}"
    if start.date() != end.date():
        return f"{clock_time(start)} to {date_time(end)}"
    return f"{clock_time(start)} to {clock_time(end)}"


_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def _hour_minute(at: datetime) -> str:
    return f"{at.hour % 12 or 12}:{at.minute:02d}"


def _half(at: datetime) -> str:
    return "am" if at.hour < 12 else "pm"
