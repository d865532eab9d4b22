"""Medicare does not pay this code by itself.

## What it checks

Codes that Medicare's fee schedule bundles into other services or does not cover.

## Why it matters

The line brings no payment. A service that Medicare does not cover may be the patient's to pay, but only
with the right notice given beforehand.

## How to fix it

Keep it in the note; leave it off the claim unless the clinic bills it for a denial on purpose.
"""

from collections.abc import Iterator

from chartside.coding.charge import Charge
from chartside.coding.codes import MedicareStatus
from chartside.coding.payers import MEDICARE
from chartside.coding.rules._words import OWN_CODE_TABLE
from chartside.kernel.findings import Finding, Level
from chartside.rulebook.rules import RuleInfo

RULE = RuleInfo(
    id="COD-014",
    name="code-not-paid-separately",
    title="Medicare does not pay this code by itself",
    family="code_validity",
    level=Level.INFO,
    citation=OWN_CODE_TABLE,
    payers=frozenset({MEDICARE}),
)

_WORDS = {
    MedicareStatus.BUNDLED: "is bundled into other services",
    MedicareStatus.NOT_COVERED: "is not covered",
}


def check(charge: Charge) -> Iterator[Finding]:
    """One finding for each code that Medicare bundles or does not cover."""
    for code in charge.codes_named:
        known = charge.valid(code)
        if known is None or known.medicare_status not in _WORDS:
            continue
        yield RULE.finding(
            f"{code} ({known.description}) {_WORDS[known.medicare_status]} by Medicare.",
            "Keep it in the note and leave it off the claim.",
            {"code": code, "status": known.medicare_status.value},
            citation=known.row.citation(),
        )
