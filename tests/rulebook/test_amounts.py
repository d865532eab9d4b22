"""Single numbers with dates: the value of the day, or an honest refusal."""

from datetime import date
from decimal import Decimal

import pytest

from chartside.rulebook.amounts import Amount, CannotJudge, Why
from chartside.rulebook.packs import shipped_packs

PACKS = shipped_packs()


@pytest.mark.parametrize(
    ("day", "value"), [(date(2024, 1, 1), 2330), (date(2025, 12, 31), 2410), (date(2026, 7, 1), 2480)]
)
def test_the_amount_of_the_day(day, value):
    found = PACKS.amount("kx_threshold", "medicare_b", day, "OT")
    assert isinstance(found, Amount)
    assert found.number == Decimal(value)


@pytest.mark.parametrize(
    ("key", "bucket", "day", "why"),
    [
        ("kx_threshold", "OT", date(2027, 1, 1), Why.NOT_PUBLISHED),
        ("kx_threshold", "OT", date(2028, 1, 1), Why.RAN_OUT),
        ("kx_threshold", "OT", date(2020, 12, 31), Why.NOT_YET),
        ("kx_threshold", "nobody", date(2026, 1, 1), Why.UNKNOWN),
        ("therapist_telehealth_end", "", date(2028, 1, 1), Why.RAN_OUT),
        ("assistant_final_unit_therapist_minutes", "", date(2021, 12, 31), Why.NOT_YET),
    ],
)
def test_an_amount_that_does_not_reach_the_day_cannot_judge(key, bucket, day, why):
    found = PACKS.amount(key, "medicare_b", day, bucket)
    assert isinstance(found, CannotJudge)
    assert found.why is why
    assert "cannot judge" in found.message
    assert day.isoformat() in found.message


def test_an_authority_with_a_stated_end_holds_until_then():
    found = PACKS.amount("therapist_telehealth_end", "medicare_b", date(2027, 12, 31))
    assert isinstance(found, Amount)
    assert found.text == "2027-12-31"
