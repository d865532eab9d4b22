"""CMS's two ways of testing the assistant's share disagree here.

## What it checks

For a service that is not counted in quarter hours the modifier is due when the assistant's share is
above 10 percent. CMS offers two ways: the share as a whole percent, or a tenth of the total, rounded,
plus one minute. Where they disagree this rule says which one was used.

## Why it matters

Whoever checks the charge with the other method gets the other answer. The percentage is the stricter
one.

## How to fix it

Nothing needs fixing. A clinic that wants the other method enters it with its source.
"""

from collections.abc import Iterator

from chartside.coding.charge import Charge
from chartside.coding.model.assistants import share_methods_differ, share_percent
from chartside.coding.rules._words import CMS_ASSISTANTS
from chartside.kernel.findings import Finding, Level
from chartside.rulebook.rules import RuleInfo

RULE = RuleInfo(
    id="COD-016",
    name="share-methods-differ",
    title="The two ways of testing the assistant's share disagree",
    family="assistant_modifier",
    level=Level.INFO,
    citation=CMS_ASSISTANTS,
)


def check(charge: Charge) -> Iterator[Finding]:
    """One finding for each code that is judged by share and whose share is a borderline."""
    terms = charge.terms.assistant
    if charge.counted is None or terms is None:
        return
    for group in charge.counted.groups:
        minutes, code = group.minutes, group.code
        if code.pooled or code.assistant_may_furnish == "not_applicable":
            continue
        if share_methods_differ(minutes, terms):
            percent = share_percent(minutes)
            answer = "due" if percent > terms.share_percent else "not due"
            yield RULE.finding(
                f"{code.code}: the assistant's share is {percent} percent, so {terms.modifier} is {answer}; "
                "counting whole minutes would say the opposite.",
                "The percentage, the stricter way, was used.",
                {"code": code.code, "assistant_minutes": minutes.assistant, "total_minutes": minutes.total},
            )
