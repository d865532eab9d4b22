"""A line's discipline modifier is not that of the plan of care.

## What it checks

A line under an occupational therapy plan carries GO and no other discipline modifier; GP belongs to
physical, GN to speech therapy. A line carries exactly one of the three.

## Why it matters

An OT line with GP is denied, and two discipline modifiers on one line are contradictory: the payer
cannot tell under which yearly amount the service counts.

## How to fix it

Keep the one modifier of the plan of care and remove the others. The modifier follows the plan, not the
person.
"""

from collections.abc import Iterator

from chartside.coding.charge import Charge
from chartside.coding.rules._words import CMS_MODIFIERS
from chartside.kernel.findings import Finding, Level
from chartside.rulebook.rules import RuleInfo

RULE = RuleInfo(
    id="COD-002",
    name="discipline-modifier-wrong",
    title="The discipline modifier is not that of the plan of care",
    family="discipline_modifier",
    level=Level.BLOCK,
    citation=CMS_MODIFIERS,
)


def check(charge: Charge) -> Iterator[Finding]:
    """One finding for each line with another discipline's modifier."""
    discipline = charge.request.discipline
    named = charge.terms.discipline_modifiers
    wanted = named[discipline]
    for place, line in enumerate(charge.lines or ()):
        others = [
            modifier for modifier in line.modifiers if modifier in named.values() and modifier != wanted
        ]
        if not others:
            continue
        wrong = " and ".join(others)
        has_right_one = wanted in line.modifiers
        yield RULE.finding(
            f"{line.code} carries {wrong}, but the plan of care is {discipline}, which is {wanted}.",
            f"Remove {wrong} from {line.code}."
            if has_right_one
            else f"Replace {wrong} by {wanted} on {line.code}.",
            {"line": place, "code": line.code, "modifiers": list(line.modifiers), "plan": discipline.value},
        )
