"""Charges as callers hand them over: spelling, codes to choose from, words that point to codes."""

from datetime import date

import pytest

from chartside.coding.api import (
    By,
    ChargeLine,
    Service,
    UnitRequest,
    code_choices,
    count_units,
    find_code,
    judge_charge,
    likely_codes,
)
from chartside.kernel.findings import Confidence
from chartside.kernel.people import Discipline
from chartside.rulebook.packs import shipped_packs
from tests.coding.reading import A_DAY, MEDICARE


def test_codes_and_modifiers_may_be_written_small():
    services = (Service(" g0283", 15), Service("97530", 15))
    asked = UnitRequest(Discipline.OT, A_DAY, services, MEDICARE, billed={"g0283": 1, "97530": 1})
    assert count_units(asked).findings == ()
    lines = [ChargeLine("g0283 ", 1, ("go",)), ChargeLine("97530", 1, (" GO ",))]
    assert judge_charge(lines, asked) == []


def test_units_of_one_code_named_twice_add_up():
    asked = UnitRequest(
        Discipline.OT, A_DAY, (Service("G0283", 15),), MEDICARE, billed={"g0283": 1, "G0283": 1}
    )
    assert [found.rule for found in count_units(asked).findings] == ["COD-006"]


def test_minutes_cannot_be_below_zero():
    with pytest.raises(ValueError, match="97530"):
        Service("97530", -1)


def test_a_charge_without_minutes_is_still_judged_by_its_modifiers():
    asked = UnitRequest(Discipline.OT, A_DAY, None, MEDICARE)
    found = judge_charge([ChargeLine("97530", 40)], asked)
    assert [it.rule for it in found] == ["COD-001"]


def test_terms_borrowed_for_an_unknown_payer_never_block():
    asked = UnitRequest(Discipline.OT, A_DAY, (Service("97530", 15),), "Acme Health")
    found = judge_charge([ChargeLine("97530", 2)], asked)
    assert {it.rule for it in found} == {"COD-001", "COD-006", "COD-008"}
    assert {it.level.value for it in found} == {"warn"}
    assert {it.citation.confidence for it in found} == {Confidence.UNVERIFIED}


def test_a_line_knows_its_minutes_and_who_worked_them():
    services = (Service("97530", 20), Service("97530", 18, By.ASSISTANT), Service("97150", 30))
    (lines,) = count_units(UnitRequest(Discipline.OT, A_DAY, services, MEDICARE)).lines
    assert [(it.code, it.minutes, it.by.value) for it in lines] == [
        ("97530", 20, "therapist"),
        ("97530", 18, By.ASSISTANT),
        ("97150", 30, "therapist"),
    ]


def test_where_no_assistant_modifier_is_asked_the_line_is_whoever_worked_most():
    for assistant, who in ((18, "therapist"), (22, By.ASSISTANT)):
        services = (Service("97530", 20), Service("97530", assistant, By.ASSISTANT))
        (lines,) = count_units(UnitRequest(Discipline.OT, A_DAY, services, "medicaid")).lines
        assert [(it.minutes, it.by.value) for it in lines] == [(20 + assistant, who)]


def test_a_discipline_chooses_from_its_own_codes_in_force():
    codes = {choice.code: choice for choice in code_choices(Discipline.SLP, A_DAY)}
    assert codes["92507"].timed is False
    assert codes["97130"].addon_to == "97129"
    assert codes["97535"].unit_minutes == 15
    assert "97116" not in codes
    assert "97550" not in {choice.code for choice in code_choices(Discipline.OT, date(2023, 1, 1))}


def test_a_code_is_found_on_its_days():
    found = find_code("g0283", A_DAY)
    assert found
    assert found.description
    assert find_code("97550", date(2023, 12, 31)) is None
    assert find_code("99999", A_DAY) is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("lifting graded boxes, floor to shelf", "97530"),
        ("One-handed dressing technique training", "97535"),
        ("cutting along lines with scissors", "97530"),
    ],
)
def test_words_point_to_a_code(words, code):
    first = likely_codes(words, Discipline.OT)[0]
    assert first.code == code
    assert first.strong
    assert first.note_must_add
    assert first.confidence is Confidence.UNVERIFIED


def test_each_code_is_suggested_once_and_the_discipline_narrows():
    found = likely_codes("sit-to-stand and gait training on stairs")
    assert len({it.code for it in found}) == len(found)
    assert all(it.code != "97116" for it in likely_codes("gait training on stairs", Discipline.OT))
    assert likely_codes("") == ()
    assert likely_codes("watched the clouds") == ()


def test_every_phrase_of_the_lexicon_finds_its_own_code():
    for row in shipped_packs().table("activity_lexicon").rows:
        best = max(it.overlap for it in likely_codes(row["activity_phrase"]))
        top = {it.code for it in likely_codes(row["activity_phrase"]) if it.overlap == best}
        assert row["code"] in top
