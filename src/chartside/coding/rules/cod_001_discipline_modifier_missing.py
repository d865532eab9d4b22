"""A therapy line lacks the modifier of its plan of care.

## What it checks

Every line with a therapy code carries GO (occupational), GP (physical) or GN (speech), for payers that
ask for it.

## Why it matters

Medicare returns an always-therapy line without it as unprocessable: no denial, no appeal, only a new
claim inside the filing year. Payers whose manual is not confirmed get a warning, not a block.

## How to fix it

Add the modifier of the plan of care under which the service was given. It follows the plan, not the
person who treated.
"""

from collections.abc import Iterator

from chartside.coding.charge import Charge
from chartside.coding.payers import Asks
from chartside.coding.rules._words import CMS_MODIFIERS
from chartside.kernel.findings import Finding, Level
from chartside.rulebook.rules import RuleInfo

RULE = RuleInfo(
    id="COD-001",
    name="discipline-modifier-missing",
    title="A therapy line lacks GO, GP or GN",
    family="discipline_modifier",
    level=Level.BLOCK,
    citation=CMS_MODIFIERS,
)


def check(charge: Charge) -> Iterator[Finding]:
    """One finding for each line without a discipline modifier."""
    terms = charge.terms
    if terms.discipline_modifier is Asks.NO or terms.discipline_modifier_from is None:
        return
    wanted = terms.discipline_modifiers[charge.request.discipline]
    every = set(terms.discipline_modifiers.values())
    required = terms.discipline_modifier is Asks.REQUIRED
    for place, line in enumerate(charge.lines or ()):
        if charge.valid(line.code) is None or every & set(line.modifiers):
            continue
        yield RULE.finding(
            f"{line.code} has no discipline modifier; {terms.payer.name} asks for {wanted}.",
            f"Add {wanted} to the line of {line.code}.",
            {"line": place, "code": line.code, "modifiers": list(line.modifiers)},
            citation=terms.discipline_modifier_from.citation(),
            level=Level.BLOCK if required else Level.WARN,
        )
