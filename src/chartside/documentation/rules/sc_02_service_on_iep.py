"""Nothing ties the session to the IEP.

## What it checks

The text names the IEP, and the minutes agree with those that the IEP gives.

## Why it matters

A service that is not on the IEP is neither owed nor paid.

## How to fix it

Name the IEP service, and give its minutes.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import states
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import values_told
from chartside.documentation.sessions.entries import said
from chartside.drafting.language.quantities import quantities
from chartside.kernel.findings import Finding

RULE = rule_info(
    "SC-02", name="service-on-iep", title="The service is not shown to be that of the IEP", family="plan"
)


def check(note: Note) -> Iterator[Finding]:
    """One finding when the IEP is not named, one when the minutes differ."""
    if not states(note, "iep_named"):
        yield RULE.finding("The note does not name the IEP.", "Name the service of the IEP.")
    planned = [m for text in _services(note) for m in _minutes(text)]
    given = _minutes(note.text())
    if planned and given and not set(planned) & set(given):
        yield RULE.finding(
            f"The IEP gives {planned[0]:g} minutes, the note {given[0]:g}.",
            "Give the minutes of the IEP, or say why they differ.",
            {"iep": planned, "note": given},
        )


def _services(note: Note) -> list[str]:
    found = values_told(note, "iep", "iep_service", "iep_services", "iep_minutes")
    numbers = [f"{value} min" for value in found if isinstance(value, int)]
    for record in found:
        if isinstance(record, dict):
            numbers += [
                f"{record[key]} min" for key in record if "minutes" in key and isinstance(record[key], int)
            ]
    return numbers + [said(value) for value in found if not isinstance(value, int)]


def _minutes(text: str) -> list[float]:
    return [quantity.value for quantity in quantities(text) if quantity.unit == "min"]
