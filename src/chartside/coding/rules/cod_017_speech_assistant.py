"""Medicare has no speech-language pathology assistant.

## What it checks

Minutes by an assistant alone under a speech plan of care, for Medicare.

## Why it matters

Medicare knows assistants of occupational and physical therapy only. There is no modifier for a speech
assistant, and the service is not payable as the therapist's.

## How to fix it

The speech-language pathologist furnishes the service; or the clinic does not bill Medicare for these
minutes.
"""

from collections.abc import Iterator

from chartside.coding.charge import Charge
from chartside.coding.model.request import By
from chartside.coding.payers import MEDICARE
from chartside.kernel.findings import Citation, Confidence, Finding, Level
from chartside.kernel.people import Discipline
from chartside.rulebook.rules import RuleInfo

RULE = RuleInfo(
    id="COD-017",
    name="speech-assistant",
    title="Medicare has no speech-language pathology assistant",
    family="supervision",
    level=Level.WARN,
    citation=Citation(
        title="Medicare Benefit Policy Manual (Pub 100-02) ch.15 s230.3",
        url="https://www.cms.gov/Regulations-and-Guidance/Guidance/Manuals/Downloads/bp102c15.pdf",
        confidence=Confidence.UNVERIFIED,
    ),
    payers=frozenset({MEDICARE}),
    disciplines=frozenset({Discipline.SLP}),
)


def check(charge: Charge) -> Iterator[Finding]:
    """At most one finding, for all minutes an assistant worked alone."""
    services = [it for it in charge.services if it.by is By.ASSISTANT and it.minutes]
    if services:
        minutes = sum(service.minutes for service in services)
        yield RULE.finding(
            f"{minutes} minutes were furnished by a speech assistant, whom Medicare does not recognise.",
            "The speech-language pathologist furnishes the service, or it is not billed to Medicare.",
            {"codes": sorted({service.code for service in services}), "assistant_minutes": minutes},
        )
