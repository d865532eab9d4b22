"""Whole documents in the styles of several authors, and each rule on one change of a good one."""

from collections import Counter

import pytest

from chartside.documentation.reviewing.scope import RULES
from chartside.kernel.findings import Level
from chartside.rulebook.registry import rules_in
from tests.documentation.document_cases import (
    DocumentCase,
    RequirementCase,
    document_cases,
    findings_of_case,
    missing_of,
    requirement_cases,
)

# What rests on the evidence of each sentence is tested with sessions that hold it, not with these short inputs.
BY_EVIDENCE = ("AI-01", "AI-02", "AI-06", "LT-09", "PR-08")
# Judged by the cases of coding.
ELSEWHERE = ("CD-",)


@pytest.mark.parametrize("case", list(document_cases()), ids=str)
def test_what_a_document_lacks(case: DocumentCase):
    found = {rule for rule in missing_of(case) if rule not in BY_EVIDENCE and not rule.startswith(ELSEWHERE)}
    assert found == case.missing - set(BY_EVIDENCE)


@pytest.mark.parametrize("case", list(requirement_cases()), ids=str)
def test_a_rule_on_one_change(case: RequirementCase):
    found = findings_of_case(case)
    assert bool(found) == case.flags, [finding["message"] for finding in found]


def test_every_rule_of_a_document_has_its_cases():
    counted = Counter((case.rule, case.flags) for case in requirement_cases())
    for rule in rules_in(RULES):
        if (rule.info.id, True) in counted:
            enough = 10 if rule.info.level is Level.BLOCK else 3
            assert counted[rule.info.id, True] >= enough, rule.info.id
            assert counted[rule.info.id, False] >= enough, rule.info.id


def test_every_type_of_document_has_six():
    counted = Counter(case.doc_type for case in document_cases())
    assert all(count >= 5 for count in counted.values()), counted
