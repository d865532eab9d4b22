"""More units of a code are billed than the minutes give.

## What it checks

The minutes are counted by the payer's rule, with every acceptable allocation. The billed units are held
against the allocation they come closest to; a code with more units than that is named. A charge that
equals any acceptable allocation passes, whichever way a tie fell. Codes counted by area, instrument or
limb are left alone.

## Why it matters

Units without minutes are the first thing an audit takes back, and the note holds the proof against the
clinic.

## How to fix it

Bill the units that the minutes give; or correct the minutes, if the note records them wrongly and the
person who treated says so.
"""

from collections.abc import Iterator

from chartside.coding.charge import Charge
from chartside.coding.rules._unit_gaps import unit_gaps
from chartside.coding.rules._words import CMS_UNITS, minutes_of, units_in_words
from chartside.kernel.findings import Finding, Level
from chartside.rulebook.rules import RuleInfo

RULE = RuleInfo(
    id="COD-006",
    name="units-over",
    title="More units are billed than the minutes give",
    family="units",
    level=Level.BLOCK,
    citation=CMS_UNITS,
)


def check(charge: Charge) -> Iterator[Finding]:
    """One finding for each overbilled code."""
    for gap in unit_gaps(charge):
        if gap.billed <= gap.given:
            continue
        yield RULE.finding(
            f"{gap.code} overbilled: {units_in_words(gap.billed)} billed, the minutes give {gap.given}.",
            f"Bill {units_in_words(gap.given)} of {gap.code}."
            if gap.given
            else f"Take {gap.code} off the charge.",
            {
                "code": gap.code,
                "minutes": minutes_of(charge, gap.code),
                "billed": gap.billed,
                "allowed": gap.given,
            },
            {"timed_minutes": gap.timed_minutes, "timed_units": gap.timed_units},
            citation=charge.unit_rule_citation(),
            more={"kind": "overbilled"},
        )
