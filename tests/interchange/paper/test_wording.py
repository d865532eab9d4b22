from datetime import UTC, date, datetime

import pytest

from chartside.interchange.paper.wording import date_time, long_date, time_span


def at(hour: int, minute: int = 0, day: int = 20) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "end", "printed"),
    [
        (at(10), at(10, 45), "10:00 to 10:45 am"),
        (at(11, 30), at(12, 15), "11:30 am to 12:15 pm"),
        (at(0, 5), at(1), "12:05 to 1:00 am"),
        (at(12), at(13), "12:00 to 1:00 pm"),
        (at(23), at(0, 30, day=21), "11:00 pm to November 21, 2026, 12:30 am"),
    ],
)
def test_a_span_is_printed_the_way_a_clinic_says_it(start, end, printed):
    assert time_span(start, end) == printed


def test_dates_are_printed_in_words():
    assert long_date(date(2019, 4, 1)) == "April 1, 2019"
    assert date_time(at(16, 5)) == "November 20, 2026, 4:05 pm"
