"""Dates, times and amounts read as the clinic writes them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from chartside.platform.pages.templates import build_environment

NOW = datetime(2026, 11, 20, 17, 50, tzinfo=UTC)
CHICAGO = ZoneInfo("America/Chicago")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=CHICAGO)


def read(expression: str, value: object, more: object = None) -> str:
    template = build_environment(str).from_string("{{ " + expression + " }}")
    return template.render(v=value, w=more, now=NOW, zone=CHICAGO)


@pytest.mark.parametrize(
    ("expression", "value", "words"),
    [
        ("v|day", date(2026, 11, 25), "Nov 25"),
        ("v|day", date(2027, 1, 15), "Jan 15"),
        ("v|day", date(2019, 4, 11), "Apr 11, 2019"),
        ("v|day", datetime(2026, 11, 21, 3, 0, tzinfo=UTC), "Nov 20"),
        ("v|day", None, "–"),
        ("v|weekday", date(2026, 11, 25), "Wed, Nov 25"),
        ("v|long_day", date(2026, 11, 20), "November 20, 2026"),
        ("v|full_day", NOW, "Friday, November 20"),
        ("v|time_of_day", NOW, "11:50 am"),
        ("v|time_of_day", at(20, 0, 5), "12:05 am"),
        ("v|moment", at(20, 10, 46), "today 10:46 am"),
        ("v|moment", at(19, 17, 12), "yesterday 5:12 pm"),
        ("v|moment", at(13, 9), "Nov 13, 9:00 am"),
        ("v|due", at(20, 18), "6:00 pm"),
        ("v|due", date(2026, 11, 20), "today"),
        ("v|due", date(2026, 11, 25), "Wed, Nov 25"),
        ("v|left", at(20, 18), "6 h left"),
        ("v|left", at(20, 13, 30), "1 h 40 min left"),
        ("v|left", at(20, 12, 5), "15 min left"),
        ("v|left", at(20, 11, 20), "30 min late"),
        ("v|left", date(2026, 11, 25), "5 days left"),
        ("v|left", date(2026, 11, 21), "1 day left"),
        ("v|left", date(2026, 11, 20), "last day"),
        ("v|left", date(2026, 11, 18), "2 days late"),
        ("v|born", date(2019, 4, 11), "born Apr 11, 2019 (7 y)"),
        ("v|born", date(2025, 3, 21), "born Mar 21, 2025 (19 mo)"),
        ("v|money", 198000, "$1,980.00"),
        ("v|money", -5, "−$0.05"),
        ("v|money", None, "–"),
        ("v|count", 3214, "3,214"),
        ("v|plural('fact')", 1, "1 fact"),
        ("v|plural('waits', 'wait')", 12, "12 wait"),
        ("v|in_words", 2, "Two"),
        ("v|code", "<97530>", '<span class="mono">&lt;97530&gt;</span>'),
    ],
)
def test_the_words(expression: str, value: object, words: str) -> None:
    assert read(expression, value) == words


def test_a_range_names_the_half_of_the_day_once() -> None:
    assert read("v|time_range(w)", at(20, 10), at(20, 10, 45)) == "10:00 to 10:45 am"
    assert read("v|time_range(w)", at(20, 11, 30), at(20, 12, 15)) == "11:30 am to 12:15 pm"


def test_a_deadline_across_the_change_of_clocks_counts_calendar_days() -> None:
    before = datetime(2026, 10, 31, 17, 0, tzinfo=UTC)
    template = build_environment(str).from_string("{{ v|left }}")
    assert template.render(v=date(2026, 11, 2), now=before, zone=CHICAGO) == "2 days left"
