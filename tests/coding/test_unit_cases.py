"""The written cases of minutes to units: every acceptable answer, no other."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from chartside.coding.api import count_units
from chartside.kernel.findings import Finding
from tests.coding.reading import Named, lines, request, unit_cases, units

CASES = list(unit_cases())


def test_there_are_enough_cases():
    assert len(CASES) >= 40
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("named", CASES, ids=str)
def test_case(named: Named):
    case = named.case
    count = count_units(request(case))
    assert [dict(one) for one in count.allocations] == [units(text) for text in case["allocations"]]
    if "minutes" in case:
        assert count.timed_minutes == case["minutes"]
    if "units" in case:
        assert count.timed_units == case["units"]
    if "lines" in case:
        got = [[(it.code, it.units, it.modifiers) for it in one] for one in count.lines]
        assert got == [[(it.code, it.units, it.modifiers) for it in lines(text)] for text in case["lines"]]
    assert sorted(_seen(count.findings, case)) == sorted(case.get("findings", []))


def _seen(findings: Iterable[Finding], case: dict[str, Any]) -> Iterator[str]:
    """Each finding as the case names it: by rule, and by rule and code where the case says the code."""
    detailed = any(" " in text for text in case.get("findings", []))
    for found in findings:
        code = found.evidence[0].get("code") if found.evidence else None
        yield f"{found.rule} {code}" if detailed else found.rule
