"""Nobody has confirmed how this payer counts units.

## What it checks

The packs say for each payer by which rule it counts, and how sure that is. An unknown payer, or one
whose rule is not confirmed, is counted by the CMS total-time rule. Where the per-code midpoint rule
gives another number of timed units, both are shown.

## Why it matters

Plans choose. A plan that counts by the other rule pays less, or takes back what it paid.

## How to fix it

Look in the payer's contract or manual, then enter its rule with source and date. Until then the lower
of the two counts is the safe bill.
"""

from collections.abc import Iterator

from chartside.coding.charge import Charge
from chartside.coding.model.allocation import allocate
from chartside.coding.payers import UnitRule
from chartside.coding.rules._words import CMS_UNITS
from chartside.kernel.findings import Finding, Level
from chartside.rulebook.rules import RuleInfo

RULE = RuleInfo(
    id="COD-008",
    name="unit-rule-unconfirmed",
    title="Nobody has confirmed how this payer counts units",
    family="units",
    level=Level.WARN,
    citation=CMS_UNITS,
)


def check(charge: Charge) -> Iterator[Finding]:
    """At most one finding: a warning for an unknown payer, information for a known one."""
    terms = charge.terms
    if terms.unit_rule_confirmed or charge.counted is None:
        return
    if terms.asked is None:
        who = "No payer is named"
    elif terms.known:
        who = f"The unit rule of {terms.asked.name} is not confirmed"
    else:
        who = f"The payer {terms.asked.name} is not known"
    other = _other_count(charge)
    same = other == charge.counted.timed_units
    yield RULE.finding(
        f"{who}: counted by the CMS total-time rule."
        + ("" if same else f" The per-code midpoint rule would give {other} timed units."),
        "Confirm the payer's unit rule and enter it with its source"
        + ("." if same else "; until then the lower count is the safe bill."),
        {
            "payer": terms.asked.id if terms.asked else None,
            UnitRule.CMS.value: charge.counted.timed_units,
            UnitRule.AMA.value: other,
        },
        citation=charge.unit_rule_citation(),
        level=Level.INFO if terms.known else Level.WARN,
    )


def _other_count(charge: Charge) -> int:
    """Timed units under the per-code midpoint rule."""
    assert charge.counted is not None, "asked only after counting"
    timed = [group for group in charge.counted.groups if group.code.timed]
    return sum(allocate(timed, UnitRule.AMA, charge.terms.unit_minutes_min)[0].values())
