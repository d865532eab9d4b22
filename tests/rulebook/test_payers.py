"""Payers: what each says itself, what it takes over, and names that no pack has."""

from datetime import date

import pytest

from chartside.kernel.findings import Confidence
from chartside.rulebook.packs import shipped_packs
from chartside.rulebook.payers import read_payers

PACKS = shipped_packs()
DAY = date(2026, 3, 2)
CONTRACT_NAMES = [
    "medicare_b",
    "medicare_advantage",
    "medicaid",
    "tx_medicaid",
    "commercial",
    "workers_comp",
    "school",
    "school_medicaid",
    "self_pay",
]


@pytest.mark.parametrize("name", CONTRACT_NAMES)
def test_every_payer_of_the_contract_is_known_and_has_a_unit_rule(name):
    payer = PACKS.payer(name)
    assert payer.known
    said = payer.setting("unit_rule", DAY)
    assert said
    assert said.value == "cms_8_minute"
    assert said.source


def test_only_medicares_own_rule_is_verified():
    sure = {
        name
        for name in CONTRACT_NAMES
        if (said := PACKS.payer(name).setting("unit_rule", DAY)) and said.confidence is Confidence.VERIFIED
    }
    assert sure == {"medicare_b"}


def test_a_child_takes_over_what_it_does_not_say():
    texas = PACKS.payer("tx_medicaid")
    assert texas.lineage == ("tx_medicaid", "medicaid")
    assert texas.setting("unit_rule", DAY) == PACKS.payer("medicaid").setting("unit_rule", DAY)


def test_a_child_keeps_its_own_word():
    said = PACKS.payer("uhc").setting("unit_rule", DAY)
    assert said
    assert said.confidence is Confidence.SINGLE_SOURCE
    assert PACKS.payer("uhc").setting("discipline_modifier", DAY) == PACKS.payer("commercial").setting(
        "discipline_modifier", DAY
    )


def test_any_state_follows_medicaid():
    ohio = PACKS.payer("oh_medicaid")
    assert ohio.known
    assert ohio.is_in(["medicaid"])
    assert ohio.is_in(["oh_medicaid"])
    assert not ohio.is_in(["tx_medicaid"])


def test_school_medicaid_is_no_state():
    assert PACKS.payer("school_medicaid").lineage == ("school_medicaid",)


def test_an_unknown_payer_says_nothing():
    payer = PACKS.payer(" Acme Health ")
    assert not payer.known
    assert payer.name == "Acme Health"
    assert payer.setting("unit_rule", DAY) is None
    assert payer.is_in(["all"])
    assert not payer.is_in(["commercial"])


def test_a_setting_holds_only_on_its_days():
    medicare = PACKS.payer("MEDICARE_B")
    assert medicare.setting("assistant_modifier", date(2019, 12, 31)) is None
    assert medicare.setting("assistant_modifier", date(2020, 1, 1))


def test_a_folder_must_hold_its_own_payer(tmp_path):
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "payer.yaml").write_text("id: other\nname: Other\nsettings: {}\n")
    with pytest.raises(ValueError, match="acme"):
        read_payers(tmp_path)


def test_a_parent_must_have_a_pack(tmp_path):
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "payer.yaml").write_text("id: acme\nname: Acme\nparent: gone\nsettings: {}\n")
    with pytest.raises(ValueError, match="gone"):
        read_payers(tmp_path)


def test_a_payer_file_holds_a_mapping(tmp_path):
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "payer.yaml").write_text("- acme\n")
    with pytest.raises(ValueError, match="mapping"):
        read_payers(tmp_path)
