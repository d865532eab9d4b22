"""What each documentation rule must flag and what it must pass."""

from pathlib import Path

import pytest
import yaml

from chartside.documentation.notes.build import RULES, blocks
from chartside.kernel.findings import Level
from chartside.rulebook.packs import shipped_packs
from chartside.rulebook.registry import rules_in
from tests.documentation.rule_cases import CASES, Named, note_of, rule_cases


@pytest.mark.parametrize("named", list(rule_cases("flag")), ids=str)
def test_flags(named: Named):
    found = [finding for finding in note_of(named.case)["findings"] if finding["rule"] == named.rule]
    assert found
    level = next(rule.info.level for rule in rules_in(RULES) if rule.info.id == named.rule)
    assert found[0]["level"] == named.case.get("level", level)
    assert named.case.get("message", "") in found[0]["message"]


@pytest.mark.parametrize("named", list(rule_cases("pass")), ids=str)
def test_passes(named: Named):
    content = note_of(named.case)
    assert [finding["message"] for finding in content["findings"] if finding["rule"] == named.rule] == []


def test_the_base_passes_everything():
    content = note_of({})
    assert content["findings"] == []
    assert blocks(content) == []


@pytest.mark.parametrize("rule", rules_in(RULES), ids=lambda rule: rule.info.id)
def test_every_rule_has_its_cases_its_page_and_its_row(rule):
    cases = yaml.safe_load(_file_of(rule.info.id).read_text(encoding="utf-8"))
    enough = 10 if rule.info.level is Level.BLOCK else 3
    for kind in ("flag", "pass"):
        # Cases of whole documents stand under their reasons.
        listed = cases[kind]
        reasons = list(listed) if isinstance(listed, dict) else [case["reason"] for case in listed]
        assert len(reasons) >= enough
        assert len(set(reasons)) == len(reasons)
    for heading in ("## What it checks", "## Why it matters", "## How to fix it"):
        assert heading in rule.manual
    row = shipped_packs().table("documentation_rules").get(rule.info.id)
    assert row is not None
    assert rule.info.level == row["severity"]
    assert rule.info.citation == row.citation()


def _file_of(rule: str) -> Path:
    return next(
        file for folder in ("rules", "requirements") if (file := CASES / folder / f"{rule}.yaml").is_file()
    )
