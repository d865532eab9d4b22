"""Medicare does not accept this code.

## What it checks

Codes that Medicare's fee schedule marks as not valid for it.

## Why it matters

The line is denied. Where Medicare has a code of its own for the same service, that one is paid.

## How to fix it

Bill the code that Medicare names for the service.
"""

from collections.abc import Iterator

from chartside.coding.charge import Charge
from chartside.coding.codes import MedicareStatus
from chartside.coding.payers import MEDICARE
from chartside.coding.rules._words import OWN_CODE_TABLE
from chartside.kernel.findings import Finding, Level
from chartside.rulebook.rules import RuleInfo

RULE = RuleInfo(
    id="COD-013",
    name="code-not-valid-for-payer",
    title="Medicare does not accept this code",
    family="code_validity",
    level=Level.BLOCK,
    citation=OWN_CODE_TABLE,
    payers=frozenset({MEDICARE}),
)


def check(charge: Charge) -> Iterator[Finding]:
    """One finding for each code that Medicare's fee schedule marks as not valid."""
    for code in charge.codes_named:
        known = charge.valid(code)
        if known is None or known.medicare_status is not MedicareStatus.NOT_VALID:
            continue
        instead = known.row["medicare_instead"]
        yield RULE.finding(
            f"Medicare does not accept {code} ({known.description}).",
            f"Bill {instead} instead." if instead else f"Take {code} off the charge.",
            {"code": code, "instead": instead or None},
            citation=known.row.citation(),
        )
