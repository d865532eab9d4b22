"""Nothing says why therapy ended.

## What it checks

A sentence gives the reason for the discharge.

## Why it matters

Without it the end looks like neglect, and a new referral like the old one.

## How to fix it

State why therapy ended.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import says, states
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "DC-03", name="discharge-reason", title="The reason for discharge is not stated", family="necessity"
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    # A heading such as "Discharge" with "since" in the line is no reason.
    given = any(says(str(s["text"]), "discharge_reason") for s in note.sentences)
    if not given and not states(note, "not_returned"):
        yield RULE.finding("The reason for discharge is not stated.", "State why therapy ended.")
