"""Time beyond a first code belongs to its add-on.

## What it checks

Some codes cover only the first stretch of a service, once a day: further time has a code of its own.
When minutes are told for the first code alone and reach into a further unit, the count puts that unit
on the add-on and says so.

## Why it matters

A second unit of the first code is denied, and the further time is lost.

## How to fix it

Bill the first code once and the rest as the add-on, and let the note show the minutes of both together.
"""

from collections.abc import Iterator

from chartside.coding.charge import Charge
from chartside.coding.rules._words import OWN_CODE_TABLE, minutes_of
from chartside.kernel.findings import Finding, Level
from chartside.rulebook.rules import RuleInfo

RULE = RuleInfo(
    id="COD-010",
    name="first-code-once",
    title="Time beyond a first code belongs to its add-on",
    family="add_on",
    level=Level.INFO,
    citation=OWN_CODE_TABLE,
)


def check(charge: Charge) -> Iterator[Finding]:
    """One finding for each first code whose further time was counted on an add-on nobody named."""
    if charge.counted is None:
        return
    given = charge.counted.allocations[charge.nearest or 0]
    for group in charge.counted.groups:
        further = group.further
        if further is None or not given.get(further.code) or minutes_of(charge, further.code):
            continue
        if further.code in charge.codes_named:
            continue
        first = group.code
        yield RULE.finding(
            f"{first.code} covers its first {first.unit_minutes} minutes; the rest counts as {further.code}.",
            f"Bill {first.code} once and {further.code} for the further time.",
            {"code": first.code, "minutes": group.minutes.total, "further": further.code},
            citation=further.row.citation(),
        )
