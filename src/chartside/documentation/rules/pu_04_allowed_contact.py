"""The message goes too far.

## What it checks

The contact and the channel are allowed, as far as was told, and the text holds no codes, numbers or birth
dates.

## Why it matters

A message lies open on a screen that others see.

## How to fix it

Check the consent, and take out what the family does not need.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import pattern
from chartside.documentation.rules._family import is_child
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import is_missing
from chartside.documentation.rules._wording import quoted
from chartside.drafting.language.days import find_days, read_day
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PU-04",
    name="allowed-contact",
    title="The message would reach a contact or hold details that it must not",
    family="privacy",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for the consent, one for identifiers in the text."""
    if not is_child(note):
        return
    if is_missing(note, *_CONSENT):
        yield RULE.finding(
            "No consent for this contact is on file.", "Get the consent before anything is sent."
        )
    born = read_day(note.one("patient_dob").get("date"))
    for sentence in note.sentences:
        text = str(sentence["text"])
        dated = born and any(day.year and day.fits(born) for day in find_days(text))
        if dated or pattern("chart_identifiers").search(text):
            yield RULE.finding(
                "The message holds a code, a number or a birth date of the chart.",
                "Take it out.",
                quoted(sentence),
                more={"sentence": sentence["i"]},
            )


_CONSENT = (
    "consent",
    "contact_consent",
    "contact_permitted",
    "messaging_consent",
    "consent_on_file",
    "channel_consent",
)
