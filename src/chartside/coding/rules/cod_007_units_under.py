"""Fewer units of a code are billed than the minutes give.

## What it checks

As COD-006, in the other direction.

## Why it matters

Nothing is owed to the payer, but treatment that was given and documented goes unpaid. Underbilling by
habit also makes the clinic's minutes and units disagree, which an auditor reads as careless records.

## How to fix it

Bill the units that the minutes give. A clinic may choose to bill less; then nobody needs to do
anything.
"""

from collections.abc import Iterator

from chartside.coding.charge import Charge
from chartside.coding.rules._unit_gaps import unit_gaps
from chartside.coding.rules._words import CMS_UNITS, minutes_of, units_in_words
from chartside.kernel.findings import Finding, Level
from chartside.rulebook.rules import RuleInfo

RULE = RuleInfo(
    id="COD-007",
    name="units-under",
    title="Fewer units are billed than the minutes give",
    family="units",
    level=Level.WARN,
    citation=CMS_UNITS,
)


def check(charge: Charge) -> Iterator[Finding]:
    """One finding for each underbilled code."""
    for gap in unit_gaps(charge):
        if gap.billed >= gap.given:
            continue
        yield RULE.finding(
            f"{gap.code} underbilled: {units_in_words(gap.billed)} billed, the minutes give {gap.given}.",
            f"Bill {units_in_words(gap.given)} of {gap.code}.",
            {
                "code": gap.code,
                "minutes": minutes_of(charge, gap.code),
                "billed": gap.billed,
                "allowed": gap.given,
            },
            {"timed_minutes": gap.timed_minutes, "timed_units": gap.timed_units},
            citation=charge.unit_rule_citation(),
            more={"kind": "underbilled"},
        )
