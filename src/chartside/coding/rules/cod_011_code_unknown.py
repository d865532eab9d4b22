"""A code is not in the therapy code table.

## What it checks

Every code of the session and the charge is looked up. One that the table does not have is left out of
the count.

## Why it matters

A mistyped code is rejected; a right one that we do not know may be timed or untimed, so counting it
would be a guess.

## How to fix it

Correct the code; or, if it is right, enter it in the code table with its timing and source.
"""

from collections.abc import Iterator

from chartside.coding.charge import Charge
from chartside.coding.rules._words import OWN_CODE_TABLE
from chartside.kernel.findings import Finding, Level
from chartside.rulebook.rules import RuleInfo

RULE = RuleInfo(
    id="COD-011",
    name="code-unknown",
    title="A code is not in the therapy code table",
    family="code_validity",
    level=Level.WARN,
    citation=OWN_CODE_TABLE,
)


def check(charge: Charge) -> Iterator[Finding]:
    """One finding for each unknown code."""
    for code in charge.codes_named:
        if charge.book.get(code) is None:
            yield RULE.finding(
                f"{code} is not a therapy code we know; it is not counted.",
                "Correct the code, or enter it in the code table with its timing and source.",
                {"code": code},
            )
