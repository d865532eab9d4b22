"""Cells to typed values; what cannot be read says why."""

from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chartside.interchange.tables import dates, reading
from chartside.interchange.tables.dates import DateOrder

CHICAGO = ZoneInfo("America/Chicago")
TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20",
        "20261120",
        "2026-11-20T00:00:00",
        "11/20/2026",
        "11-20-2026",
        "20.11.2026",
        "Nov 20, 2026",
        "20 November 2026",
        "20-Nov-2026",
        "Fri, Nov 20th 2026",
        "11/20/2026 10:00 AM",
    ],
)
def test_dates_in_many_forms(text):
    assert dates.read_date(text) == reading.Reading(TODAY)


def test_ambiguous_date_says_how_it_was_read():
    found = dates.read_date("03/04/2026")
    assert found.value == date(2026, 3, 4)
    assert found.problem
    assert found.problem.code == "ambiguous_date"
    assert dates.read_date("03/04/2026", DateOrder.DAY_FIRST) == reading.Reading(date(2026, 4, 3))
    assert dates.read_date("03/03/2026").problem is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("13/13/2026", "not_a_date"),
        ("02/30/2026", "not_a_date"),
        ("soon", "not_a_date"),
        ("3/4/19", "two_digit_year"),
        ("0001-01-01", "not_a_date"),
        ("46346", "not_a_date"),
    ],
)
def test_what_is_no_date(text, code):
    found = dates.read_date(text)
    assert found.failed
    assert found.problem
    assert found.problem.code == code


def test_birth_date_settles_the_century_and_cannot_lie_ahead():
    assert dates.read_date("4/11/19", DateOrder.MONTH_FIRST, TODAY).value == date(2019, 4, 11)
    assert dates.read_date("4/11/48", DateOrder.MONTH_FIRST, TODAY).value == date(1948, 4, 11)
    assert dates.read_date("2027-01-01", latest=TODAY).failed


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["1/2/2026", "11/20/2026"], DateOrder.MONTH_FIRST),
        (["1/2/2026", "20/11/2026"], DateOrder.DAY_FIRST),
        (["1/2/2026"], None),
        (["20/11/2026", "11/20/2026"], None),
    ],
)
def test_a_column_proves_its_own_order(cells, order):
    assert dates.guess_order(cells) is order


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("14:05", time(14, 5)),
        ("2:05 pm", time(14, 5)),
        ("2p", time(14)),
        ("1405", time(14, 5)),
        ("12:00 AM", time(0)),
        ("12 p.m.", time(12)),
        ("08:30:15", time(8, 30, 15)),
    ],
)
def test_times(text, clock):
    assert dates.read_time(text) == reading.Reading(clock)


@pytest.mark.parametrize("text", ["25:00", "13 pm", "0 am", "7", "noon"])
def test_what_is_no_time(text):
    assert dates.read_time(text).failed


@pytest.mark.parametrize("text", ["2026-11-20 10:00", "11/20/2026 10:00 AM", "2026-11-20T16:00:00+00:00"])
def test_instants(text):
    assert dates.read_instant(text, CHICAGO).value == datetime(2026, 11, 20, 10, tzinfo=CHICAGO)


def test_an_hour_that_the_clock_change_skips_is_refused():
    skipped = dates.read_instant("2026-03-08 02:30", CHICAGO)
    assert skipped.failed
    doubled = dates.read_instant("2026-11-01 01:30", CHICAGO)
    assert doubled.value
    assert doubled.value.utcoffset() == datetime(2026, 10, 31, tzinfo=CHICAGO).utcoffset()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("(555) 555-0142", "+15555550142"),
        ("555.555.0142 x7", "+15555550142x7"),
        ("+44 20 7946 0000", "+442079460000"),
        ("1-555-555-0142", "+15555550142"),
    ],
)
def test_phones(text, number):
    assert reading.read_phone(text).value == number


@pytest.mark.parametrize("text", ["555-0142", "call mother", "0555550142"])
def test_what_is_no_phone(text):
    assert reading.read_phone(text).failed


def test_codes_get_their_point_and_stay_in_order():
    assert reading.read_codes("f82; R278,r27.8 F82").value == ("F82", "R27.8")
    assert reading.read_codes("cough").failed
    assert reading.read_codes("").value is None


def test_numbers_sex_npi_and_yes():
    assert reading.read_number("1,234.50").value == Decimal("1234.50")
    assert reading.read_number("NaN").failed
    assert reading.read_number("1e99").failed
    assert reading.read_sex("Female").value == "F"
    assert reading.read_sex("?").failed
    assert reading.read_npi("1234567893").value == "1234567893"
    assert reading.read_npi("1234567890").failed
    assert reading.read_yes_no("N").value is False


READERS = [
    dates.read_date,
    dates.read_time,
    lambda t: dates.read_instant(t, CHICAGO),
    reading.read_phone,
    reading.read_codes,
    reading.read_number,
    reading.read_sex,
    reading.read_npi,
    reading.read_yes_no,
    reading.read_text,
    reading.read_list,
]


@given(st.text(max_size=40) | st.from_regex(r"[0-9/:. -]{0,16}", fullmatch=True), st.sampled_from(READERS))
def test_no_cell_raises(text, read):
    found = read(text)
    assert (
        found.value is not None or found.problem is not None or not text.strip(" \t;|,") or not text.strip()
    )
