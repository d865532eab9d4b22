"""More units carry CO or CQ than the minutes ask for.

## What it checks

The minutes by person are counted as for COD-003. More assistant units than any acceptable answer gives
are named.

## Why it matters

Each unit with the modifier is paid at 85 percent. Nothing is wrong towards the payer; the clinic loses
money that its therapist's minutes earned.

## How to fix it

Bill the therapist's units as a line without the assistant modifier.
"""

from collections.abc import Iterator

from chartside.coding.charge import Charge
from chartside.coding.rules._assistant_units import assistant_units_due
from chartside.coding.rules._words import CMS_ASSISTANTS, minutes_of, units_in_words
from chartside.kernel.findings import Finding, Level
from chartside.rulebook.rules import RuleInfo

RULE = RuleInfo(
    id="COD-005",
    name="assistant-modifier-unneeded",
    title="More units carry CO or CQ than the minutes ask for",
    family="assistant_modifier",
    level=Level.WARN,
    citation=CMS_ASSISTANTS,
)


def check(charge: Charge) -> Iterator[Finding]:
    """One finding for each code with more assistant units than its minutes give."""
    if charge.terms.assistant is None:
        return
    modifier = charge.terms.assistant.modifier
    for code, due in assistant_units_due(charge).items():
        if due.billed <= due.most:
            continue
        spare = units_in_words(due.billed - due.most)
        yield RULE.finding(
            f"{code}: {units_in_words(due.billed)} billed with {modifier}, the minutes ask for {due.most}.",
            f"Take {modifier} off {spare} of {code}.",
            {"code": code, "minutes": minutes_of(charge, code), "with_modifier": due.billed, "due": due.most},
            citation=charge.terms.assistant.citation,
        )
