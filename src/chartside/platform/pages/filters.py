"""How dates, times, money and codes are written on every page.

The page's present instant (`now`) and the person's zone (`zone`) come from the template's context, so that
two pages made at the same moment agree and nothing reads the machine's clock.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from chartside.kernel.dates import clock_range, clock_time
from chartside.kernel.money import format_cents

_DASH = "–"
_HALF_A_YEAR = timedelta(days=183)


def _here(context: Context) -> tuple[datetime, ZoneInfo]:
    zone: ZoneInfo = context["zone"]
    return context["now"].astimezone(zone), zone


def _local_day(context: Context, when: date | datetime) -> date:
    return when.astimezone(context["zone"]).date() if isinstance(when, datetime) else when


@pass_context
def day(context: Context, when: date | datetime | None) -> str:
    """`Nov 25`; with its year when more than half a year away."""
    if when is None:
        return _DASH
    local, today = _local_day(context, when), _here(context)[0].date()
    plain = f"{local:%b} {local.day}"
    return plain if abs(local - today) < _HALF_A_YEAR else f"{plain}, {local.year}"


@pass_context
def weekday(context: Context, when: date | datetime) -> str:
    """`Wed, Nov 25`."""
    return f"{_local_day(context, when):%a}, {day(context, when)}"


@pass_context
def long_day(context: Context, when: date | datetime) -> str:
    """`November 20, 2026`."""
    local = _local_day(context, when)
    return f"{local:%B} {local.day}, {local.year}"


@pass_context
def full_day(context: Context, when: date | datetime) -> str:
    """`Friday, November 20`."""
    local = _local_day(context, when)
    return f"{local:%A}, {local:%B} {local.day}"


@pass_context
def time_of_day(context: Context, when: datetime) -> str:
    """`10:52 am`, in the person's zone."""
    return clock_time(when.astimezone(context["zone"]))


@pass_context
def time_range(context: Context, start: datetime, end: datetime) -> str:
    """`10:00 to 10:45 am`; both halves of the day are named when they differ."""
    zone = context["zone"]
    return clock_range(start.astimezone(zone), end.astimezone(zone))


@pass_context
def moment(context: Context, when: datetime) -> str:
    """`today 10:46 am`, `yesterday 5:12 pm`, `Nov 13, 9:00 am`."""
    now, zone = _here(context)
    local = when.astimezone(zone)
    days = (now.date() - local.date()).days
    named = {0: "today ", 1: "yesterday "}.get(days, f"{day(context, local)}, ")
    return named + clock_time(local)


@pass_context
def due(context: Context, when: date | datetime) -> str:
    """A deadline: the time when it is today, else `Wed, Nov 25`."""
    now, zone = _here(context)
    if isinstance(when, datetime) and when.astimezone(zone).date() == now.date():
        return time_of_day(context, when)
    if not isinstance(when, datetime) and when == now.date():
        return "today"
    return str(weekday(context, when))


@pass_context
def left(context: Context, when: date | datetime) -> str:
    """What is left until a deadline: `40 min left`, `1 h 40 min left`, `6 h left`, `2 days late`."""
    now, zone = _here(context)
    days = (_local_day(context, when) - now.date()).days
    if days or not isinstance(when, datetime):
        return _days_left(days)
    minutes = int((when.astimezone(zone) - now).total_seconds() // 60)
    return f"{_span(abs(minutes))} {'left' if minutes >= 0 else 'late'}"


def _days_left(days: int) -> str:
    if days == 0:
        return "last day"
    return f"{plural(abs(days), 'day')} {'left' if days > 0 else 'late'}"


def _span(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        return f"{rest} min"
    return f"{hours} h {rest} min" if hours < 4 and rest else f"{hours} h"


@pass_context
def born(context: Context, birth: date) -> str:
    """`born Apr 11, 2019 (7 y)`; months up to the second birthday."""
    today = _here(context)[0].date()
    months = (today.year - birth.year) * 12 + today.month - birth.month - (today.day < birth.day)
    age = f"{months} mo" if months < 24 else f"{months // 12} y"
    return f"born {birth:%b} {birth.day}, {birth.year} ({age})"


def money(cents: int | None) -> str:
    """`$1,980.00`; a dash for none."""
    if cents is None:
        return _DASH
    sign = "−" if cents < 0 else ""
    whole, part = format_cents(abs(cents)).split(".")
    return f"{sign}${int(whole):,}.{part}"


def count(number: int) -> str:
    """`3,214`."""
    return f"{number:,}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """`1 fact`, `11 facts`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def in_words(number: int) -> str:
    """`Two` up to nine, then figures: for the start of a sentence."""
    words = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"]
    return words[number] if 0 <= number < len(words) else f"{number:,}"


def code(text: str) -> Markup:
    """A procedure code, claim or grant number in the mono face."""
    return Markup('<span class="mono">{}</span>').format(text)


def iso(when: date | datetime) -> str:
    """The machine's form, for `datetime` attributes."""
    return when.isoformat()


FILTERS: dict[str, Callable[..., Any]] = {
    one.__name__: one
    for one in (
        day, weekday, long_day, full_day, time_of_day, time_range, moment, due, left, born,
        money, count, plural, in_words, code, iso,
    )
}  # fmt: skip
