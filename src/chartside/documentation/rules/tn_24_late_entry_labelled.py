"""The note was written long after, or changed, and does not say so.

## What it checks

When the entry was signed later than the clinic’s limit, the text calls it late; a late entry, addendum or
correction carries its date.

## Why it matters

A record that hides when it was made is not believed.

## How to fix it

Label the entry, date it and sign it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import limit, reading, says, stating
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import day_told, is_missing
from chartside.documentation.rules._values import as_day
from chartside.documentation.rules._wording import quoted
from chartside.drafting.language.days import find_days
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-24",
    name="late-entry-labelled",
    title="A late or changed entry is not labelled and dated",
    family="signature",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    on = note.service_date
    signed = day_told(note, *_SIGNED)
    labelled = stating(note, "late_entry")
    if is_missing(note, *_SIGNED):
        yield RULE.finding("The note is not signed.", "Sign it with the date.")
    elif signed and on and (signed - on).days > limit("entry_days") and not labelled:
        yield RULE.finding(
            f"The note was signed {(signed - on).days} days after the visit and is not called a late entry.",
            "Label it as a late entry, with its date.",
            {"visit": on.isoformat(), "signed": signed.isoformat()},
        )
    elif labelled and not any(find_days(str(sentence["text"])) for sentence in labelled):
        yield RULE.finding(
            "A late entry or addendum carries no date.", "Date and sign it.", *map(quoted, labelled)
        )
    elif not labelled and on and any(_is_later(sentence, on) for sentence in note.sentences):
        yield RULE.finding(
            "The entry was written after the visit and is not called a late entry.",
            "Label it as a late entry, with its date.",
        )


_SIGNED = (
    "signed_at",
    "signed_on",
    "signed_date",
    "signature_date",
    "date_signed",
    "entered_on",
    "documented_on",
)


def _is_later(sentence: dict[str, Any], on: date) -> bool:
    if not says(reading(sentence), "later_entry"):
        return False
    days = (as_day(found, on) for found in find_days(str(sentence["text"])))
    return any(day and (day - on).days > limit("entry_days") for day in days)
