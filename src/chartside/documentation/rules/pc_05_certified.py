"""Nothing shows that a physician stands behind the plan.

## What it checks

The plan is certified by a physician’s dated signature within thirty days of the first treatment; or a
signed, dated order is on file and the plan was sent to its author within thirty days.

## Why it matters

Medicare pays only under a certified plan.

## How to fix it

Get the signature, or note the order on file and the day on which the plan was sent.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import limit, states
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import day_told, is_missing, is_told
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PC-05",
    name="certified",
    title="Neither a certification nor an order with proof of sending is shown",
    family="certification",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    start = day_told(note, "initial_evaluation", "first_treatment", "first_treatment_on") or note.service_date
    signed = day_told(note, *_SIGNED)
    sent = day_told(note, "sent_to_referrer", "plan_sent_on", "transmitted_on")
    ordered = is_told(note, *_ORDER) or states(note, "signed_order")
    by_text = states(note, "physician_signature") and not is_missing(note, *_SIGNED)
    if by_text or _in_time(signed, start):
        return
    if (
        ordered
        and not is_missing(note, *_ORDER)
        and (_in_time(sent, start) or (not sent and _says_sent(note)))
    ):
        return
    yield RULE.finding(
        "Neither a certification in time nor an order on file with the sending of the plan is shown.",
        "Get the signature, or note the order on file and when the plan was sent to its author.",
        {"signed": signed.isoformat() if signed else None, "sent": sent.isoformat() if sent else None},
    )


_SIGNED = ("signed_plan", "certified_on", "certification_signed", "physician_signed_on", "certified")
_ORDER = ("signed_dated_order_on_file", "signed_order_on_file", "order_on_file")


def _says_sent(note: Note) -> bool:
    return states(note, "plan_sent") and not is_missing(note, "sent_to_referrer", "plan_sent_on")


def _in_time(day: date | None, start: date | None) -> bool:
    if day is None:
        return False
    return start is None or day <= start + timedelta(days=limit("first_signature_days"))
