"""Rules: where they apply, how hard they hold, how an area's are found."""

from datetime import date

import pytest

from chartside.kernel.dates import DateRange
from chartside.kernel.findings import Citation, Confidence, Level
from chartside.kernel.people import Discipline
from chartside.rulebook.manual import manual_page
from chartside.rulebook.packs import shipped_packs
from chartside.rulebook.registry import choose, rules_in
from chartside.rulebook.rules import Rule, RuleInfo, run

SURE = Citation("the manual", "https://example.org/manual", confidence=Confidence.VERIFIED)
UNSURE = Citation("hearsay")
INFO = RuleInfo(
    id="TST-001",
    name="test",
    title="A rule to test with",
    family="units",
    level=Level.BLOCK,
    citation=SURE,
    payers=frozenset({"medicaid"}),
    disciplines=frozenset({Discipline.OT}),
    effective=DateRange(date(2025, 1, 1), date(2025, 12, 31)),
)
RULE = Rule(
    INFO, "What it is about.", lambda subject: [INFO.finding(f"about {subject}", "mend it", {"line": 1})]
)


def test_an_unconfirmed_source_can_only_warn():
    assert INFO.finding("m", "f").level is Level.BLOCK
    assert INFO.finding("m", "f", citation=UNSURE).level is Level.WARN
    assert INFO.finding("m", "f", citation=UNSURE, level=Level.INFO).level is Level.INFO
    assert INFO.finding("m", "f", level=Level.INFO).level is Level.INFO


def test_a_finding_carries_evidence_citation_and_fields_of_its_own():
    found = INFO.finding(
        "m", "f", {"a": 1}, {"b": 2}, table_as_of=date(2024, 7, 1), more={"pair": {"column1": "X"}}
    )
    assert found.as_json() == {
        "rule": "TST-001",
        "family": "units",
        "level": "block",
        "message": "m",
        "fix": "f",
        "evidence": [{"a": 1}, {"b": 2}],
        "citation": SURE.as_json(),
        "table_as_of": "2024-07-01",
        "pair": {"column1": "X"},
    }


@pytest.mark.parametrize(
    ("payer", "discipline", "on", "reached"),
    [
        ("medicaid", Discipline.OT, date(2025, 6, 1), True),
        ("tx_medicaid", Discipline.OT, date(2025, 6, 1), True),
        ("commercial", Discipline.OT, date(2025, 6, 1), False),
        ("medicaid", Discipline.PT, date(2025, 6, 1), False),
        ("medicaid", Discipline.OT, date(2024, 12, 31), False),
        ("medicaid", Discipline.OT, date(2026, 1, 1), False),
        (None, None, None, True),
    ],
)
def test_selection_by_payer_discipline_and_date(payer, discipline, on, reached):
    chosen = choose([RULE], shipped_packs().payer(payer) if payer else None, discipline, on)
    assert bool(chosen) is reached


def test_running_gives_findings_in_the_order_of_the_rules():
    assert [found.message for found in run([RULE, RULE], "it")] == ["about it", "about it"]


def test_a_page_says_where_a_rule_applies_and_on_whose_authority():
    page = manual_page(RULE)
    assert page.startswith("# TST-001 A rule to test with\n")
    for text in (
        "medicaid",
        "OT",
        "2025-01-01 to 2025-12-31",
        "the manual (confidence: verified)",
        "example.org",
    ):
        assert text in page


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (DateRange(), "Dates of service: all"),
        (DateRange(start=date(2025, 1, 1)), "from 2025-01-01"),
        (DateRange(end=date(2025, 1, 1)), "until 2025-01-01"),
    ],
)
def test_a_page_says_open_dates_in_words(dates, words):
    info = RuleInfo("TST-002", "t", "T", "units", Level.WARN, UNSURE, effective=dates)
    page = manual_page(Rule(info, "Text.", lambda _: []))
    assert words in page
    assert "Payers: all" in page


RULE_FILE = '''"""Manual page."""
from chartside.kernel.findings import Citation, Level
from chartside.rulebook.rules import RuleInfo
RULE = RuleInfo("{id}", "n", "T", "units", Level.WARN, Citation("x"))
def check(subject):
    return []
'''


@pytest.fixture(name="package")
def a_rules_package(tmp_path, monkeypatch, request):
    name = f"rules_{request.node.name.replace('[', '_').replace(']', '_')}"
    place = tmp_path / name
    place.mkdir()
    (place / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    return place


def test_modules_are_rules_and_underscored_ones_are_not(package):
    (package / "b_two.py").write_text(RULE_FILE.format(id="T-2"))
    (package / "a_one.py").write_text(RULE_FILE.format(id="T-9"))
    (package / "_words.py").write_text("")
    assert [rule.info.id for rule in rules_in(package.name)] == ["T-2", "T-9"]
    assert rules_in(package.name)[0].manual == "Manual page."


def test_a_package_may_offer_further_rules(package):
    (package / "__init__.py").write_text(
        "from tests.rulebook.test_rules import RULE\ndef rules():\n    return [RULE]\n"
    )
    assert [rule.info.id for rule in rules_in(package.name)] == ["TST-001"]


def test_two_rules_of_one_id_are_refused(package):
    for name in ("a", "b"):
        (package / f"{name}.py").write_text(RULE_FILE.format(id="T-1"))
    with pytest.raises(ValueError, match="T-1"):
        rules_in(package.name)


def test_a_rule_without_its_page_is_refused(package):
    (package / "a.py").write_text(RULE_FILE.format(id="T-1").replace('"""Manual page."""', ""))
    with pytest.raises(ValueError, match="docstring"):
        rules_in(package.name)
