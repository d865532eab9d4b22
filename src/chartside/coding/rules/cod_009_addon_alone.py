"""An add-on code stands without its first code.

## What it checks

Add-on codes count the time (or area) beyond what their first code covers. On one date of service the
first code must be in the session or on the charge with at least one unit.

## Why it matters

An add-on by itself is denied outright: there is nothing it adds to.

## How to fix it

Put the first unit on the first code and only the further time on the add-on.
"""

from collections.abc import Iterator

from chartside.coding.charge import Charge
from chartside.coding.rules._words import OWN_CODE_TABLE
from chartside.kernel.findings import Confidence, Finding, Level
from chartside.rulebook.rules import RuleInfo

RULE = RuleInfo(
    id="COD-009",
    name="addon-alone",
    title="An add-on code stands without its first code",
    family="add_on",
    level=Level.BLOCK,
    citation=OWN_CODE_TABLE,
)


def check(charge: Charge) -> Iterator[Finding]:
    """One finding for each add-on whose first code is missing."""
    billed = {code for code, units in (charge.billed or {}).items() if units}
    present = billed or set(charge.codes_named)
    for code in charge.codes_named:
        known = charge.valid(code)
        if known is None or known.addon_to is None or code not in present or known.addon_to in present:
            continue
        yield RULE.finding(
            f"{code} only adds to {known.addon_to}, which is not there.",
            f"Bill the first unit as {known.addon_to}, and {code} only for what goes beyond it.",
            {"code": code, "needs": known.addon_to, "codes": sorted(present)},
            citation=known.row.citation(Confidence(known.row["addon_confidence"])),
        )
