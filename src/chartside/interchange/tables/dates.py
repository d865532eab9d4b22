"""Dates, times and instants as people and exports write them."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from chartside.interchange.tables.reading import Reading
from chartside.kernel.errors import Problem


class DateOrder(StrEnum):
    """Which of two leading numbers is the month."""

    MONTH_FIRST = "month_first"
    DAY_FIRST = "day_first"


_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?")
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?: .*)?")
_DAY_NAME = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_WORDS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[ -])?([A-Za-z]{3,9})\.?[ -](?:(\d{1,2})(?:st|nd|rd|th)?,? )?(\d{4})"
)
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: i for i, name in enumerate(_MONTH_NAMES, start=1)}
_CLOCK = re.compile(r"(\d{1,2})(?::?(\d{2}))?(?::(\d{2})(?:\.\d+)?)?\s*([ap])?\.?m?\.?", re.IGNORECASE)
_INSTANT = re.compile(
    r"(?P<day>\S+|.*\d{4})[T ]+(?P<clock>\d{1,2}(?::\d{2}){1,2}(?:\.\d+)?\s*(?:[ap]\.?m\.?)?)", re.IGNORECASE
)


def read_date(text: str, order: DateOrder | None = None, latest: date | None = None) -> Reading[date]:
    """A date in ISO form, in numbers (`11/20/2026`) or with the month's name.

    Args:
        text: the cell; a time of day after the date is ignored.
        order: how numbers are to be read. Without it `03/04/2026` is read month first, with problem
            `ambiguous_date`.
        latest: the last day it can be (a birth date: today). It settles two-digit years, which are
            otherwise refused.
    """
    plain = _DAY_NAME.sub("", " ".join(text.split()))
    if not plain:
        return Reading()
    reading = _iso(plain) or _numbers(plain, order, latest) or _words(plain)
    if reading is None:
        return Reading(None, Problem("not_a_date", f"{plain!r} is no date"))
    if reading.value and latest and reading.value > latest:
        return Reading(None, Problem("date_too_late", f"{plain!r} lies after {latest.isoformat()}"))
    return reading


def guess_order(cells: Iterable[str]) -> DateOrder | None:
    """The order that a column's own numbers prove: a first number above 12 is a day. Else `None`."""
    proofs = set()
    for cell in cells:
        match = _NUMBERS.fullmatch(cell.strip())
        if match and int(match[1]) > 12:
            proofs.add(DateOrder.DAY_FIRST)
        elif match and int(match[2]) > 12:
            proofs.add(DateOrder.MONTH_FIRST)
    return proofs.pop() if len(proofs) == 1 else None


def read_time(text: str) -> Reading[time]:
    """A time of day: `14:05`, `2:05 pm`, `2p`, `1405`."""
    plain = text.strip()
    if not plain:
        return Reading()
    match = _CLOCK.fullmatch(plain)
    if not match or not (match[2] or match[4]):
        return Reading(None, Problem("not_a_time", f"{plain!r} is no time of day"))
    hour, minute, second, half = (
        int(match[1]),
        int(match[2] or 0),
        int(match[3] or 0),
        (match[4] or "").lower(),
    )
    if half and not 1 <= hour <= 12:
        return Reading(None, Problem("not_a_time", f"{plain!r} is no time of day"))
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return Reading(None, Problem("not_a_time", f"{plain!r} is no time of day"))
    return Reading(time(hour, minute, second))


def read_moment(text: str, order: DateOrder | None = None) -> Reading[datetime]:
    """A date with a time of day: with its offset when the text has one, else naive wall-clock time."""
    plain = " ".join(text.split())
    if not plain:
        return Reading()
    try:
        given = datetime.fromisoformat(plain)
    except ValueError:
        given = None
    if given and given.tzinfo:
        return Reading(given)
    match = _INSTANT.fullmatch(plain)
    if not match:
        return Reading(None, Problem("not_an_instant", f"{plain!r} is no date with a time"))
    day, clock = read_date(match["day"], order), read_time(match["clock"])
    if day.value is None or clock.value is None:
        return Reading(None, day.problem or clock.problem)
    return Reading(datetime.combine(day.value, clock.value), day.problem)


def read_instant(text: str, zone: ZoneInfo, order: DateOrder | None = None) -> Reading[datetime]:
    """A date with a time of day: an ISO instant with its own offset, or wall-clock time in `zone`."""
    moment = read_moment(text, order)
    if moment.value is None:
        return moment
    placed = in_zone(moment.value, zone)
    return Reading(placed.value, placed.problem or moment.problem)


def in_zone(moment: datetime, zone: ZoneInfo) -> Reading[datetime]:
    """A moment that has an offset as it is; wall-clock time as it is meant in the zone."""
    return Reading(moment) if moment.tzinfo else wall_clock(moment.date(), moment.time(), zone)


def wall_clock(day: date, clock: time, zone: ZoneInfo) -> Reading[datetime]:
    """That time of day in the zone; a skipped hour is refused, of a doubled hour the first is meant."""
    at = datetime.combine(day, clock, zone)
    skipped = at.astimezone(ZoneInfo("UTC")).astimezone(zone).replace(tzinfo=None) != at.replace(tzinfo=None)
    if skipped:
        return Reading(None, Problem("no_such_time", f"{day} {clock:%H:%M} does not exist in {zone.key}"))
    return Reading(at)


def _iso(plain: str) -> Reading[date] | None:
    match = _ISO.fullmatch(plain)
    return _day(plain, int(match[1]), int(match[2]), int(match[3])) if match else None


def _numbers(plain: str, order: DateOrder | None, latest: date | None) -> Reading[date] | None:
    match = _NUMBERS.fullmatch(plain)
    if not match:
        return None
    year = _year(match[3], latest)
    if year is None:
        return Reading(None, Problem("two_digit_year", f"{plain!r} has a year of two digits"))
    first, second = int(match[1]), int(match[2])
    day_first = order is DateOrder.DAY_FIRST or (order is None and first > 12)
    reading = _day(plain, year, second, first) if day_first else _day(plain, year, first, second)
    if order is None and reading.value and first <= 12 and second <= 12 and first != second:
        message = f"{plain!r} can be read two ways; it was read as {reading.value.isoformat()}"
        return Reading(reading.value, Problem("ambiguous_date", message))
    return reading


def _year(text: str, latest: date | None) -> int | None:
    if len(text) == 4:
        return int(text)
    if latest is None:
        return None
    year = latest.year // 100 * 100 + int(text)
    return year - 100 if year > latest.year else year


def _words(plain: str) -> Reading[date] | None:
    match = _WORDS.fullmatch(plain)
    month = _MONTHS.get(match[2][:3].lower()) if match else None
    if not match or not month or bool(match[1]) == bool(match[3]):
        return None
    return _day(plain, int(match[4]), month, int(match[1] or match[3]))


def _day(plain: str, year: int, month: int, day: int) -> Reading[date]:
    try:
        found = date(year, month, day)
    except ValueError:
        return Reading(None, Problem("not_a_date", f"{plain!r} is no date of the calendar"))
    if not 1890 <= year <= 2200:
        return Reading(None, Problem("not_a_date", f"{plain!r} lies outside any chart"))
    return Reading(found)
