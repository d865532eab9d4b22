"""A clinic's word over the shipped packs."""

from datetime import date
from typing import Any

import pytest

from chartside.coding.api import Service, UnitRequest, UnitRule, count_units
from chartside.kernel.findings import Confidence
from chartside.kernel.people import Discipline
from chartside.rulebook.amounts import Amount, CannotJudge
from chartside.rulebook.overlays import OverlayRow, merge
from chartside.rulebook.packs import shipped_packs

SHIPPED = shipped_packs()
DAY = date(2026, 3, 2)


def entry(pack: str, key: str, value: dict[str, str], **more: Any) -> OverlayRow:
    standard: dict[str, Any] = {
        "source": "payer manual, read 2026-10-01",
        "confidence": Confidence.VERIFIED,
        "owner": "Rosa Delgado",
        "version": 1,
        "approved_by": "Rosa Delgado",
    }
    return OverlayRow(pack, key, value, **(standard | more))


def test_a_published_amount_can_be_entered():
    key = "kx_threshold|medicare_b|OT"
    dates = {"effective_from": date(2027, 1, 1), "effective_to": date(2027, 12, 31)}
    merged = merge(SHIPPED, [entry("thresholds", key, {"value": "2550"}, **dates)])
    found = merged.amount("kx_threshold", "medicare_b", date(2027, 5, 1), "OT")
    assert isinstance(found, Amount)
    assert found.text == "2550"
    assert found.row.overlay == "Rosa Delgado"
    assert found.row["unit"]
    assert isinstance(SHIPPED.amount("kx_threshold", "medicare_b", date(2027, 5, 1), "OT"), CannotJudge)
    other_year = merged.amount("kx_threshold", "medicare_b", DAY, "OT")
    assert other_year == SHIPPED.amount("kx_threshold", "medicare_b", DAY, "OT")


def test_the_higher_version_wins():
    key = "kx_threshold|medicare_b|OT"
    dates = {"effective_from": date(2027, 1, 1)}
    older = entry("thresholds", key, {"value": "2550"}, **dates)
    newer = entry("thresholds", key, {"value": "2560"}, version=2, **dates)
    for order in ([older, newer], [newer, older]):
        found = merge(SHIPPED, order).amount("kx_threshold", "medicare_b", date(2027, 5, 1), "OT")
        assert isinstance(found, Amount)
        assert found.text == "2560"


def test_a_payers_unit_rule_can_be_confirmed():
    merged = merge(SHIPPED, [entry("payers", "commercial|unit_rule", {"value": "ama_midpoint_per_code"})])
    services = (Service("97530", 12), Service("97535", 12))
    request = UnitRequest(Discipline.OT, DAY, services, "commercial")
    counted = count_units(request, merged)
    assert counted.unit_rule is UnitRule.AMA
    assert counted.timed_units == 2
    assert counted.findings == ()
    before = count_units(request)
    assert [finding.rule for finding in before.findings] == ["COD-008"]


def test_what_nobody_approved_is_unverified():
    row = entry("payers", "commercial|unit_rule", {"value": "cms_8_minute"}, approved_by=None)
    said = merge(SHIPPED, [row]).payer("commercial").setting("unit_rule", DAY)
    assert said
    assert said.confidence is Confidence.UNVERIFIED


def test_a_payer_of_the_clinics_own():
    row = entry(
        "payers",
        "acme_health|unit_rule",
        {"value": "ama_midpoint_per_code", "kind": "commercial"},
        effective_from=DAY,
    )
    payer = merge(SHIPPED, [row]).payer("acme_health")
    assert payer.known
    assert payer.lineage == ("acme_health", "commercial")
    own, before = payer.setting("unit_rule", DAY), payer.setting("unit_rule", date(2026, 3, 1))
    assert own
    assert own.value == "ama_midpoint_per_code"
    assert before
    assert before.value == "cms_8_minute"


def test_the_newest_word_of_a_payer_wins():
    rows = [
        entry("payers", "acme|unit_rule", {"value": "ama_midpoint_per_code"}, version=1),
        entry("payers", "acme|unit_rule", {"value": "cms_8_minute"}, version=2),
    ]
    for order in (rows, rows[::-1]):
        said = merge(SHIPPED, order).payer("acme").setting("unit_rule", DAY)
        assert said
        assert said.value == "cms_8_minute"


def test_a_new_row_may_have_a_key_nobody_shipped():
    row = entry("modifiers", "U1", {"family": "state", "meaning": "state programme", "discipline": ""})
    found = merge(SHIPPED, [row]).table("modifiers").get("U1", on=DAY)
    assert found
    assert found["meaning"] == "state programme"


@pytest.mark.parametrize(
    ("pack", "key", "words"),
    [
        ("horoscopes", "x", "horoscopes"),
        ("thresholds", "kx_threshold", "key"),
        ("payers", "commercial", "setting"),
    ],
)
def test_an_entry_that_fits_nothing_is_refused(pack, key, words):
    with pytest.raises(ValueError, match=words):
        merge(SHIPPED, [entry(pack, key, {"value": "1"})])
