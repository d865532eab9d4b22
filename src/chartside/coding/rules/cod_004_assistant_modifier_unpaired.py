"""An assistant modifier stands with the wrong discipline.

## What it checks

CO (occupational therapy assistant) goes with GO, CQ (physical therapist assistant) with GP. The other
pairing, both at once, or either one under a speech plan, is refused. A line that lacks its discipline
modifier altogether is left to COD-001.

## Why it matters

Medicare rejects the line: the two modifiers contradict each other about who treated under which plan.

## How to fix it

Use the assistant modifier of the plan's discipline, or remove it where no assistant worked.
"""

from collections.abc import Iterator

from chartside.coding.charge import Charge
from chartside.coding.payers import assistant_modifiers
from chartside.coding.rules._words import CMS_ASSISTANTS
from chartside.kernel.findings import Finding, Level
from chartside.rulebook.rules import RuleInfo

RULE = RuleInfo(
    id="COD-004",
    name="assistant-modifier-unpaired",
    title="CO or CQ stands with the wrong discipline",
    family="assistant_modifier",
    level=Level.BLOCK,
    citation=CMS_ASSISTANTS,
)


def check(charge: Charge) -> Iterator[Finding]:
    """One finding for each line whose assistant modifier is not that of the plan's discipline."""
    discipline = charge.request.discipline
    pairs = assistant_modifiers(charge.packs)
    right = pairs.get(discipline)
    for place, line in enumerate(charge.lines or ()):
        wrong = [modifier for modifier in line.modifiers if modifier in pairs.values() and modifier != right]
        if not wrong:
            continue
        words = " and ".join(wrong)
        yield RULE.finding(
            f"{line.code} carries {words}, which does not belong to {discipline} services.",
            f"Replace {words} by {right} on {line.code}." if right else f"Remove {words} from {line.code}.",
            {"line": place, "code": line.code, "modifiers": list(line.modifiers), "plan": discipline.value},
        )
