"""The patient is not identified by two marks.

## What it checks

The note states the patient’s name and a second identifier (date of birth or record number), both as the
chart has them.

## Why it matters

A page that is separated from its chart must still show whose it is.

## How to fix it

State the name and the date of birth, as the chart has them.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._values import is_birth_date
from chartside.drafting.language.days import find_days, read_day
from chartside.drafting.language.words import words
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-02",
    name="patient-identified",
    title="The patient is not identified by name and a second identifier",
    family="identification",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names what is missing."""
    if note.foreign and not note.of_kind("patient_name", "patient_dob"):
        return
    missing = [
        what for what, there in (("name", _named(note)), ("second identifier", _second(note))) if not there
    ]
    if missing:
        yield RULE.finding(
            f"The note does not state the patient’s {' and '.join(missing)}.",
            "State the patient’s name and date of birth as the chart has them.",
            {"missing": missing},
        )


def _named(note: Note) -> bool:
    name = words(str(note.one("patient_name").get("full", "")))
    held = set(words(note.text()))
    if note.foreign:
        # "Marsh, T." or "Ms. Ostrow" with the second identifier is the same person.
        return not name or name[-1] in held or name[0] in held
    return bool(name) and set(name) <= held


def _second(note: Note) -> bool:
    born = read_day(note.one("patient_dob").get("date"))
    if born and any(is_birth_date(found, born) and found.year for found in find_days(note.text())):
        return True
    numbers = [fact.value["text"] for fact in note.of_kind("chart") if fact.path in _RECORD_NUMBERS]
    return any(number in note.text() for number in numbers)


_RECORD_NUMBERS = ("patient.mrn", "patient.id", "patient.record_number", "patient.chart_number")
