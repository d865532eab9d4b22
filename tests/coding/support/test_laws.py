"""What holds for every text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chartside.coding.api import carried_codes, code_support
from chartside.rulebook.packs import shipped_packs
from tests.coding.support.reading import SETS, Statement, statements

CODES = [row["code"] for row in shipped_packs().table("therapy_codes").rows]
SAID = [statement.told["say"] for statement in statements(*SETS)]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CODES), st.lists(st.text(max_size=120), max_size=4))
def test_any_text_is_answered(code, said):
    answer = code_support(code, said)
    assert answer == code_support(code, said)
    assert answer.why


@pytest.mark.parametrize("code", CODES)
def test_nothing_said_carries_nothing(code):
    assert not code_support(code, []).supported
    assert not code_support(code, [""]).supported


@pytest.mark.parametrize("code", CODES)
def test_the_code_itself_carries_nothing(code):
    assert not code_support(code, [f"{code} performed for 15 minutes.", f"Billed {code} x2."]).supported


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SAID), st.sampled_from(["97530", "97535", "97110", "97112", "97140", "97533"]))
def test_the_number_of_a_code_changes_nothing(said, code):
    assert code_support(code, said).supported == code_support(code, [*said, f"Code {code} billed."]).supported


def test_an_unknown_code_is_not_carried():
    answer = code_support("00000", ["Carried a basket of laundry to the washer."])
    assert not answer.supported
    assert "not a code that we know" in answer.why


def test_a_code_of_time_without_minutes_is_not_carried():
    said = ["Carried a laundry basket 30 ft to the washer, 3 trips, CGA."]
    assert code_support("97530", said, minutes=12).supported
    assert not code_support("97530", said, minutes=0).supported
    assert code_support("97530", said).supported


def test_a_note_may_carry_more_than_was_billed():
    said = [
        "Sidelying ER 2 lb 3x10 for the right shoulder.",
        "Taught one-handed shirt donning; he returned the demonstration with setup.",
    ]
    assert {"97110", "97535"} <= set(carried_codes(said))
    assert "97535" in code_support("97110", said).carries


def test_plans_refusals_and_reports_carry_nothing():
    for said in (
        "Next session: carry laundry basket up 12 stairs, 3 trips.",
        "Plan: practice car transfers x 5 with min A.",
        "Patient declined car transfers and lifting of crates 3x10.",
        "Mom reports he carries his plate to the sink at home 3 times a day.",
        "Car transfers deferred, 0 of 5 done.",
    ):
        assert not code_support("97530", [said]).supported, said


@pytest.mark.parametrize("statement", list(statements("second"))[:20], ids=str)
def test_the_order_of_statements_changes_nothing(statement: Statement):
    said = [*statement.told["say"], "Vitals stable.", "Session began on time."]
    code = statement.told["code"]
    assert code_support(code, said).supported == code_support(code, said[::-1]).supported
