"""What other areas may ask of coding. Everything here is pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from chartside.coding.charge import Charge, ChargeLine, charge_of
from chartside.coding.choices import CodeChoice, LikelyCode, code_choices, find_code, likely_codes
from chartside.coding.codes import QUARTER_HOUR
from chartside.coding.model.allocation import Allocation, TooManyAllocationsError
from chartside.coding.model.lines import Line
from chartside.coding.model.request import By, Service, UnitRequest
from chartside.coding.payers import UnitRule
from chartside.coding.support.judging import CodeSupport, carried_codes, code_support, words_of_service
from chartside.kernel.findings import Finding
from chartside.rulebook.amounts import Amount
from chartside.rulebook.packs import PackSet, shipped_packs
from chartside.rulebook.registry import choose, rules_in
from chartside.rulebook.rules import run

__all__ = [
    "Allocation",
    "By",
    "ChargeLine",
    "CodeChoice",
    "CodeSupport",
    "LikelyCode",
    "Line",
    "Service",
    "TooManyAllocationsError",
    "UnitCount",
    "UnitRequest",
    "UnitRule",
    "carried_codes",
    "code_choices",
    "code_support",
    "count_units",
    "find_code",
    "judge_charge",
    "likely_codes",
    "unit_thresholds",
    "words_of_service",
]

RULES = "chartside.coding.rules"


@dataclass(frozen=True)
class UnitCount:
    """The units of a session.

    Attributes:
        unit_rule: the rule that counted.
        timed_minutes: minutes of all codes that count time.
        timed_units: their units, the same in every allocation.
        allocations: every acceptable answer, units by code; untimed codes count one each.
        lines: for each allocation, in the same order, the lines of a claim.
        findings: what is wrong or worth knowing.
    """

    unit_rule: UnitRule
    timed_minutes: int
    timed_units: int
    allocations: tuple[Allocation, ...]
    lines: tuple[tuple[Line, ...], ...]
    findings: tuple[Finding, ...]


def count_units(request: UnitRequest, packs: PackSet | None = None) -> UnitCount:
    """Units, lines and findings of one patient, day and discipline.

    Args:
        request: what was done (no services: nothing was); with `billed`, the billed units are compared.
        packs: the clinic's packs; the shipped ones when not given.

    Raises:
        TooManyAllocationsError: more equally good answers than a session of people gives.
    """
    charge = charge_of(packs or shipped_packs(), replace(request, services=request.services or ()))
    counted = charge.counted
    assert counted is not None, "services were given, so they were counted"
    return UnitCount(
        unit_rule=charge.terms.unit_rule,
        timed_minutes=counted.timed_minutes,
        timed_units=counted.timed_units,
        allocations=counted.allocations,
        lines=counted.lines,
        findings=tuple(_judge(charge)),
    )


def unit_thresholds(timed_minutes: int, rule: UnitRule, on: date, packs: PackSet | None = None) -> list[int]:
    """The minutes from which 1, 2, 3 ... units count, up to the first one above the total: for a chart.

    Args:
        timed_minutes: pooled minutes of the session.
        rule: only the CMS rule pools; for any other there is nothing to draw.
        on: date of service.
        packs: the clinic's packs; the shipped ones when not given.
    """
    first = (packs or shipped_packs()).amount("min_minutes_one_unit", "medicare_b", on)
    if rule is not UnitRule.CMS or not isinstance(first, Amount):
        return []
    return list(range(int(first.number), timed_minutes + QUARTER_HOUR + 1, QUARTER_HOUR))


def judge_charge(
    lines: Iterable[ChargeLine], context: UnitRequest, packs: PackSet | None = None
) -> list[Finding]:
    """Everything the coding rules say about a charge.

    Args:
        lines: the charge as billed or about to be.
        context: who pays, which plan, which day, and the minutes by person; with services None the
            rules that need minutes stay silent.
        packs: the clinic's packs; the shipped ones when not given.

    Raises:
        TooManyAllocationsError: more equally good answers than a session of people gives.
    """
    return _judge(charge_of(packs or shipped_packs(), context, lines))


def _judge(charge: Charge) -> list[Finding]:
    request = charge.request
    chosen = choose(rules_in(RULES), charge.terms.judged_as, request.discipline, request.date_of_service)
    return run(chosen, charge)
