"""The plan does not show who made it and when.

## What it checks

The text holds a date and names the author with a credential, and the plan is no later than the first
treatment.

## Why it matters

Treatment before the plan is not covered, and a plan by nobody is none.

## How to fix it

Date and sign the plan with the credential, before treatment begins.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._people import is_signed
from chartside.documentation.rules._told import day_told
from chartside.documentation.rules._values import days_in
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PC-04",
    name="plan-established",
    title="The plan has no date, or no author with a credential, or came after treatment began",
    family="signature",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for what is missing, one for a plan that came too late."""
    yield from lacking(
        RULE,
        note,
        {"the date of the plan": bool(days_in(note)), "the author with a credential": is_signed(note)},
        "Date and sign the plan with the credential.",
    )
    made = day_told(note, "plan_date", "established", "established_on", "plan_established")
    first = day_told(note, "first_treatment", "first_treatment_on", "treatment_start", "first_visit")
    if made and first and made > first:
        yield RULE.finding(
            f"The plan is of {made}, the first treatment was on {first}.",
            "Establish the plan before treatment begins.",
            {"plan": made.isoformat(), "first_treatment": first.isoformat()},
        )
