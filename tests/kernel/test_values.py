"""The small values that everything else rests on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chartside.kernel.canonical import canonical_json, sha256_hex
from chartside.kernel.clock import FixedClock, ShiftedClock, SystemClock
from chartside.kernel.dates import DateRange
from chartside.kernel.findings import Confidence
from chartside.kernel.ids import new_id, organisation_id
from chartside.kernel.money import format_cents, parse_cents
from chartside.kernel.npi import npi_from_nine, npi_is_valid
from chartside.kernel.people import ClinicalRole, Discipline

NINE = st.text("0123456789", min_size=9, max_size=9)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.integers(-(10**12), 10**12))
def test_money_reads_back_as_it_was_written(cents: int) -> None:
    assert parse_cents(format_cents(cents)) == cents


@pytest.mark.parametrize("text", ["", "12.345", "1e400", "NaN", "Infinity", "twelve", "1,000.00"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        parse_cents(text)


def test_the_published_npi_example_holds() -> None:
    assert npi_is_valid("1234567893")


@given(NINE)
def test_exactly_one_check_digit_fits(nine: str) -> None:
    assert [digit for digit in "0123456789" if npi_is_valid(nine + digit)] == [npi_from_nine(nine)[-1]]


@given(NINE, st.integers(0, 8))
def test_two_neighbours_swapped_are_noticed(nine: str, place: int) -> None:
    npi = npi_from_nine(nine)
    swapped = npi[:place] + npi[place + 1] + npi[place] + npi[place + 2 :]
    # The Luhn digit cannot tell 09 from 90; every other swap of different neighbours it does.
    if {npi[place], npi[place + 1]} not in ({npi[place]}, {"0", "9"}):
        assert not npi_is_valid(swapped)


@pytest.mark.parametrize("text", ["", "123456789", "12345678933", "123456789x", "１２３４５６７８９３"])
def test_what_is_no_npi(text: str) -> None:
    assert not npi_is_valid(text)


@given(JSON)
def test_canonical_bytes_do_not_depend_on_order(value: object) -> None:
    turned = dict(reversed(value.items())) if isinstance(value, dict) else value
    assert canonical_json(turned) == canonical_json(value)
    assert len(sha256_hex(canonical_json(value))) == 64


def test_canonical_json_refuses_what_json_cannot_hold() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        canonical_json({"share": float("nan")})


def test_both_ends_of_a_range_belong_to_it() -> None:
    term = DateRange(date(2026, 1, 1), date(2026, 12, 31))
    assert date(2026, 1, 1) in term
    assert date(2026, 12, 31) in term
    assert date(2027, 1, 1) not in term
    assert date(1900, 1, 1) in DateRange(end=date(2026, 1, 1))


def test_a_range_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends"):
        DateRange(date(2026, 2, 1), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("text", "discipline"), [("OT", "OT"), ("st", "SLP"), (" Speech ", "SLP"), ("pt", "PT")]
)
def test_the_usual_spellings_of_a_discipline(text: str, discipline: str) -> None:
    assert Discipline.read(text) == discipline


def test_an_assistant_belongs_to_a_discipline_and_is_no_therapist() -> None:
    assert ClinicalRole.SLPA.discipline is Discipline.SLP
    assert ClinicalRole.SLPA.is_assistant
    assert not ClinicalRole.SLPA.is_therapist
    assert ClinicalRole.STUDENT.discipline is None


def test_ids_sort_by_the_time_they_were_made_and_follow_from_a_code() -> None:
    first = new_id()
    assert first.version == 7
    assert organisation_id(" Westlake ") == organisation_id("westlake") != organisation_id("eastlake")


def test_confidence_goes_down_one_step_at_a_time() -> None:
    steps = [Confidence.VERIFIED, Confidence.SINGLE_SOURCE, Confidence.UNVERIFIED, Confidence.UNVERIFIED]
    assert [one.one_step_down() for one in steps[:3]] == steps[1:]


def test_clocks() -> None:
    fixed = FixedClock(datetime(2026, 11, 20, tzinfo=UTC))
    fixed.advance(timedelta(hours=1))
    assert fixed.now() == datetime(2026, 11, 20, 1, tzinfo=UTC)
    shifted = ShiftedClock(datetime(2020, 1, 1, tzinfo=UTC), SystemClock().now())
    assert shifted.now().year == 2020
    assert shifted.now().tzinfo is UTC
