"""Medicaid may not be billed for this session.

## What it checks

The text, or what was told, shows the parent’s consent to bill, and a service that is health-related.

## Why it matters

Federal law asks for the consent before the first claim.

## How to fix it

Note the consent with its date, and what makes the service health-related.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, states
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import is_missing, is_told
from chartside.kernel.findings import Finding

RULE = rule_info(
    "SC-05",
    name="school-medicaid",
    title="Parental consent or the health service is not shown",
    family="payer",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names what is missing."""
    consented = is_told(note, *_CONSENT) or (states(note, "consent") and not is_missing(note, *_CONSENT))
    yield from lacking(
        RULE,
        note,
        {
            "the parent’s consent to bill": consented,
            "a health-related service": states(note, "health_related"),
        },
        "Note the consent with its date, and what makes the service health-related.",
    )


_CONSENT = (
    "consent",
    "parental_consent",
    "consent_date",
    "medicaid_consent",
    "parent_consent",
    "consent_on_file",
)
