"""Texas Medicaid will not accept the request.

## What it checks

Therapist and prescriber signed, the plan ends within the time that can be authorized, and the request
arrived within five business days of the start.

## Why it matters

Texas returns an incomplete or late request, and the days before it are lost.

## How to fix it

Get both signatures, shorten the plan, or send the request in time.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, limit, outside_goals, reading, says, states
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._people import is_signed
from chartside.documentation.rules._told import day_told, is_missing, is_told
from chartside.documentation.rules._values import as_day
from chartside.drafting.language.days import find_days
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PC-08",
    name="texas-authorization",
    title="The Texas request lacks a signature, runs too long or came too late",
    family="authorization",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding for the signatures, one for the span, one for the receipt."""
    prescriber = states(note, "prescriber_signature") and not is_missing(note, *_PRESCRIBER)
    yield from lacking(
        RULE,
        note,
        {
            "the therapist’s signature": is_signed(note),
            "the prescriber’s signature": prescriber or is_told(note, *_PRESCRIBER),
        },
        "Get both signatures on the request.",
    )
    days = [day for s in outside_goals(note) if says(reading(s), "date_span") for day in _days(s)]
    if len(days) > 1 and (max(days) - min(days)).days > limit("tx_plan_days"):
        yield RULE.finding("The plan runs past the time that can be authorized.", "End the plan in time.")
    received = day_told(note, "request_received", "received_on", "request_received_on")
    start = day_told(note, "start_of_care", "treatment_start", "first_treatment", "requested_start")
    if received and start and _business_days(start, received) > limit("tx_request_business_days"):
        yield RULE.finding(
            f"The request arrived on {received}, care began on {start}.",
            "Send the request within five business days of the start.",
            {"received": received.isoformat(), "start": start.isoformat()},
        )


_PRESCRIBER = ("prescriber_signed_on", "prescriber_signature", "signed_plan", "physician_signed_on")


def _days(sentence: dict[str, Any]) -> list[date]:
    found = (as_day(day, None) for day in find_days(str(sentence["text"])))
    return [day for day in found if day]


def _business_days(start: date, end: date) -> int:
    days = (start + timedelta(days=place) for place in range(1, (end - start).days + 1))
    return sum(day.weekday() < _SATURDAY for day in days)


_SATURDAY = 5
