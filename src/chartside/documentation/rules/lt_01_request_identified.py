"""The reader cannot find the case, or what is asked.

## What it checks

The text states patient, member id, date of birth, payer, kind of request, codes, visits or units, and the
dates.

## Why it matters

A letter that cannot be matched with a request is filed unread.

## How to fix it

Add what is missing, as the request has it.
"""

import re
from collections.abc import Iterator
from typing import Any

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, outside_goals, reading, says, states
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import told
from chartside.documentation.rules._values import is_birth_date
from chartside.drafting.language.days import find_days, read_day
from chartside.drafting.language.words import words
from chartside.kernel.findings import Finding

RULE = rule_info(
    "LT-01",
    name="request-identified",
    title="The letter does not say who asks for what",
    family="identification",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names every missing element."""
    name = words(str(note.one("patient_name").get("full", "")))
    said = set(words(note.text()))
    born = read_day(note.one("patient_dob").get("date"))
    member = told(note, "member_id", "subscriber_id", "medicaid_id", "policy_number")
    days = find_days(note.text())
    yield from lacking(
        RULE,
        note,
        {
            "the patient": name[-1] in said if name else bool(_RE.search(note.text())),
            "the member id": states(note, "member_id") or bool(member and member in note.text()),
            "the date of birth": any(is_birth_date(day, born) for day in days)
            if born
            else bool(_BORN.search(note.text())),
            "the payer": states(note, "payer_named") or _names_payer(note, said),
            "the kind of request": states(note, "request_type"),
            "the codes": states(note, "procedure_codes"),
            "the visits or units": any(says(reading(s), "quantity_requested") for s in outside_goals(note)),
            "the dates": any(_is_span(s) for s in outside_goals(note)),
        },
        "Add what is missing, as the request has it.",
    )


_RE = re.compile(r"\b(?:re|patient|member|regarding|name|for)\b\W{1,3}[A-Z]\w+", re.IGNORECASE)
_BORN = re.compile(r"\b(?:dob|d\.o\.b|born|date of birth)\b\W{0,4}\d", re.IGNORECASE)


def _names_payer(note: Note, said: set[str]) -> bool:
    name = words(
        told(note, "payer_name", "plan_name", "insurer", "insurance") or note.payer.replace("_", " ")
    )
    return bool(name) and name[0] in said


def _is_span(sentence: dict[str, Any]) -> bool:
    text = reading(sentence)
    dated = len(find_days(text)) > 1 and says(text, "date_span")
    return dated or bool(says(text, "duration") and (find_days(text) or says(text, "frequency")))
