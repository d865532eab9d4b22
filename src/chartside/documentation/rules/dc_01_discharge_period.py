"""The time since the last report is covered by nobody.

## What it checks

The text states the period up to discharge, and its author is a therapist.

## Why it matters

The discharge note closes the record; an assistant may not write it.

## How to fix it

State from when to when it covers, and let the therapist write it.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import reading, says
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._people import by_assistant
from chartside.drafting.language.days import find_days
from chartside.kernel.findings import Finding

RULE = rule_info(
    "DC-01",
    name="discharge-period",
    title="The discharge note does not cover the time since the last report, or is not by a clinician",
    family="identification",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for the period, one for the author."""
    spanned = any(len(find_days(str(s["text"]))) > 1 for s in note.sentences)
    since = any(says(reading(s), "since_report") and find_days(str(s["text"])) for s in note.sentences)
    if not (spanned or since or any(says(reading(s), "since_last_report") for s in note.sentences)):
        yield RULE.finding(
            "The discharge note does not state the period since the last report.",
            "State from when to when the note covers.",
        )
    if by_assistant(note):
        yield RULE.finding("The discharge note is by an assistant.", "A therapist writes the discharge note.")
