"""The written cases of each rule: what it must flag, what it must pass."""

from typing import Any

import pytest

from chartside.coding.api import RULES, count_units, judge_charge
from chartside.kernel.findings import Finding, Level
from chartside.rulebook.registry import rules_in
from tests.coding.reading import CASES, Named, lines, load, request, rule_cases


def findings(case: dict[str, Any]) -> list[Finding]:
    """What the rule of this case says: about the charge when lines are told, else about the session."""
    asked = request(case)
    if "lines" in case:
        found = judge_charge(lines(case["lines"]), asked)
    else:
        found = list(count_units(asked).findings)
    return [it for it in found if it.rule == case["rule"]]


@pytest.mark.parametrize("named", list(rule_cases("flag")), ids=str)
def test_flags(named: Named):
    found = findings(named.case)
    assert len(found) == 1
    level = next(rule.info.level for rule in rules_in(RULES) if rule.info.id == found[0].rule)
    assert found[0].level == named.case.get("level", level)
    assert named.case.get("fix", "") in found[0].fix
    assert named.case.get("message", "") in found[0].message


@pytest.mark.parametrize("named", list(rule_cases("pass")), ids=str)
def test_passes(named: Named):
    assert findings(named.case) == []


@pytest.mark.parametrize("rule", rules_in(RULES), ids=lambda rule: rule.info.id)
def test_every_rule_has_its_cases_and_its_page(rule):
    cases = load(CASES / "rules" / f"{rule.info.id}.yaml")
    enough = 10 if rule.info.level is Level.BLOCK else 3
    for kind in ("flag", "pass"):
        reasons = [case["reason"] for case in cases[kind]]
        assert len(reasons) >= enough
        assert len(set(reasons)) == len(reasons)
    for heading in ("## What it checks", "## Why it matters", "## How to fix it"):
        assert heading in rule.manual
    assert rule.info.citation.title
