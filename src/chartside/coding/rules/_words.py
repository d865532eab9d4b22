"""Small pieces that several rules say in the same way."""

from chartside.coding.charge import Charge
from chartside.kernel.findings import Citation, Confidence

CMS_MODIFIERS = Citation(
    title="CMS Transmittal 3814, CR 10176; Medicare Claims Processing Manual (Pub 100-04) ch.5 s20.1",
    url="https://www.cms.gov/Regulations-and-Guidance/Guidance/Manuals/Downloads/clm104c05.pdf",
    confidence=Confidence.VERIFIED,
)
CMS_UNITS = Citation(
    title="Medicare Claims Processing Manual (Pub 100-04) ch.5 s20.2",
    url="https://www.cms.gov/Regulations-and-Guidance/Guidance/Manuals/Downloads/clm104c05.pdf",
    confidence=Confidence.VERIFIED,
)
CMS_ASSISTANTS = Citation(
    title="CMS Therapy Services page; Medicare Claims Processing Manual (Pub 100-04) ch.5 s20.1",
    url="https://www.cms.gov/medicare/coding-billing/therapy-services",
    confidence=Confidence.VERIFIED,
)
OWN_CODE_TABLE = Citation(
    title="therapy code table (see its rows for the source of each code)",
    confidence=Confidence.SINGLE_SOURCE,
)


def units_in_words(units: int) -> str:
    """`1 unit`, `3 units`."""
    return f"{units} unit" if units == 1 else f"{units} units"


def minutes_of(charge: Charge, code: str) -> dict[str, int]:
    """A code's minutes by who worked them, as told."""
    minutes: dict[str, int] = {}
    for service in charge.services:
        if service.code == code:
            minutes[service.by.value] = minutes.get(service.by.value, 0) + service.minutes
    return minutes
