"""MassHealth wants the prescriber’s signature every sixty days.

## What it checks

The text, or what was told, shows a prescription or plan signed by the prescriber within sixty days.

## Why it matters

MassHealth does not pay beyond sixty days on one signature.

## How to fix it

Get the prescriber’s signature and date.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import limit, states, stating
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import day_told, is_missing
from chartside.documentation.rules._values import as_day
from chartside.drafting.language.days import find_days
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PC-07",
    name="masshealth-signature",
    title="No prescription or plan signed within sixty days is shown",
    family="certification",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    signed, on = day_told(note, *_SIGNED), note.service_date
    late = bool(signed and on and (on - signed).days > limit("ma_signature_days"))
    shown = bool(signed) or (states(note, "prescriber_signature") and not is_missing(note, *_SIGNED))
    if late or not shown or _is_old(note):
        yield RULE.finding(
            "No prescription or plan signed by the prescriber within sixty days is shown.",
            "Get the prescriber’s signature and date.",
            {"signed": signed.isoformat() if signed else None},
        )


_SIGNED = ("prescription_date", "prescriber_signed_on", "signed_plan", "prescription_signed", "order_date")


def _is_old(note: Note) -> bool:
    """The newest date beside the prescriber’s signature is too far back."""
    on = note.service_date
    days = [
        day
        for sentence in stating(note, "prescriber_signature")
        for found in find_days(str(sentence["text"]))
        if (day := as_day(found, on))
    ]
    return bool(on and days and (on - max(days)).days > limit("ma_signature_days"))
