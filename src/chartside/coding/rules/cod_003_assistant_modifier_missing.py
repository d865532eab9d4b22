"""Units that an assistant furnished lack CO or CQ.

## What it checks

The minutes by person are counted as CMS counts them: whole quarter hours belong to whoever worked them;
the last unit carries the modifier when the therapist worked less than 8 minutes of it and the assistant
took part; of two last units that both persons filled, one carries it; an untimed service carries it
when the assistant's share is above 10 percent. Minutes worked together are the therapist's. The line
with the fewest acceptable assistant units is what the charge is held against.

## Why it matters

Medicare pays these units at 85 percent. Billing them without the modifier is an overpayment, and a
pattern of it is what a post-payment review looks for.

## How to fix it

Bill the assistant's units as a line of their own with CO (beside GO) or CQ (beside GP).
"""

from collections.abc import Iterator

from chartside.coding.charge import Charge
from chartside.coding.rules._assistant_units import assistant_units_due
from chartside.coding.rules._words import CMS_ASSISTANTS, minutes_of, units_in_words
from chartside.kernel.findings import Finding, Level
from chartside.rulebook.rules import RuleInfo

RULE = RuleInfo(
    id="COD-003",
    name="assistant-modifier-missing",
    title="Units furnished by an assistant lack CO or CQ",
    family="assistant_modifier",
    level=Level.BLOCK,
    citation=CMS_ASSISTANTS,
)


def check(charge: Charge) -> Iterator[Finding]:
    """One finding for each code with fewer assistant units than its minutes give."""
    if charge.terms.assistant is None:
        return
    modifier = charge.terms.assistant.modifier
    for code, due in assistant_units_due(charge).items():
        if due.billed >= due.fewest:
            continue
        lacking = units_in_words(due.fewest - due.billed)
        yield RULE.finding(
            f"{code}: {units_in_words(due.fewest)} by the assistant, {due.billed} billed with {modifier}.",
            f"Put {modifier} on {lacking} of {code}, as a line of its own.",
            {
                "code": code,
                "minutes": minutes_of(charge, code),
                "with_modifier": due.billed,
                "due": due.fewest,
            },
            citation=charge.terms.assistant.citation,
        )
