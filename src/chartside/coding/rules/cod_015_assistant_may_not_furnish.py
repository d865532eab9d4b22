"""An assistant did what only a therapist may do.

## What it checks

Evaluations, re-evaluations, formal tests with a report and other services marked so in the code table
have no minutes that an assistant worked alone.

## Why it matters

Evaluating and judging is outside an assistant's licence, and Medicare does not pay for it: the service
counts as not furnished.

## How to fix it

The therapist furnishes the service. Minutes in which the assistant only helped, with the therapist
present, are `together`.
"""

from collections.abc import Iterator

from chartside.coding.charge import Charge
from chartside.coding.model.request import By
from chartside.kernel.findings import Citation, Confidence, Finding, Level
from chartside.rulebook.rules import RuleInfo

RULE = RuleInfo(
    id="COD-015",
    name="assistant-may-not-furnish",
    title="An assistant did what only a therapist may do",
    family="supervision",
    level=Level.BLOCK,
    citation=Citation(
        title="Medicare Benefit Policy Manual (Pub 100-02) ch.15 s230.1 and s230.2 on assistants' services",
        url="https://www.cms.gov/Regulations-and-Guidance/Guidance/Manuals/Downloads/bp102c15.pdf",
        confidence=Confidence.SINGLE_SOURCE,
    ),
)


def check(charge: Charge) -> Iterator[Finding]:
    """One finding for each code with assistant minutes that the packs mark as the therapist's alone."""
    minutes: dict[str, int] = {}
    for service in charge.services:
        if service.by is By.ASSISTANT and service.minutes:
            minutes[service.code] = minutes.get(service.code, 0) + service.minutes
    for code, worked in minutes.items():
        known = charge.valid(code)
        if known is not None and known.assistant_may_furnish == "no":
            yield RULE.finding(
                f"{code} ({known.description}) has {worked} minutes by an assistant alone.",
                "The therapist furnishes this service; correct who worked these minutes, or take it off.",
                {"code": code, "assistant_minutes": worked},
            )
