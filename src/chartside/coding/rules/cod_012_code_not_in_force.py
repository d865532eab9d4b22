"""A code did not exist on the date of service.

## What it checks

The date of service lies inside the dates of each code. A code outside them is left out of the count.

## Why it matters

A payer rejects a code that was not in force on the day, whatever day the claim is sent.

## How to fix it

Bill the code that was in force on the date of service.
"""

from collections.abc import Iterator

from chartside.coding.charge import Charge
from chartside.coding.rules._words import OWN_CODE_TABLE
from chartside.kernel.findings import Confidence, Finding, Level
from chartside.rulebook.rules import RuleInfo

RULE = RuleInfo(
    id="COD-012",
    name="code-not-in-force",
    title="A code did not exist on the date of service",
    family="code_validity",
    level=Level.BLOCK,
    citation=OWN_CODE_TABLE,
)


def check(charge: Charge) -> Iterator[Finding]:
    """One finding for each code whose dates do not hold the date of service."""
    day = charge.request.date_of_service
    for code in charge.codes_named:
        known = charge.book.get(code)
        if known is None or day in known.row.effective:
            continue
        dates = known.row.effective
        since = f"begins {dates.start}" if dates.start and day < dates.start else f"ended {dates.end}"
        yield RULE.finding(
            f"{code} {since}; the date of service is {day}.",
            f"Bill the code that was in force on {day}.",
            {"code": code, "date_of_service": day.isoformat()},
            # The dates of a code are CMS's own list even where other facts about the code are less sure.
            citation=known.row.citation(Confidence.SINGLE_SOURCE),
        )
