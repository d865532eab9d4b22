"""An element that MassHealth asks for is missing.

## What it checks

The note holds the date, the time spent, the procedures and methods, the response, the plan, a signature
and measurable functional progress.

## Why it matters

The regulation lists what a record of each date holds; each missing element is a reason to recover the
payment.

## How to fix it

Add what the finding names.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._code_words import is_measured
from chartside.documentation.rules._elements import reading, says
from chartside.documentation.rules._minutes import TOTAL, minutes_stated
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._people import is_signed
from chartside.documentation.rules._sections import done, plan_text
from chartside.documentation.rules._values import values_of
from chartside.drafting.language.days import find_days
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-17",
    name="masshealth-elements",
    title="An element of the MassHealth record is missing",
    family="payer",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names every missing element."""
    day = note.service_date
    activities = [sentence["text"] for fact in note.of_kind("activity") for sentence in note.citing(fact)]
    goals = [sentence["text"] for fact in note.of_kind("goal_measure") for sentence in note.citing(fact)]
    elements = {
        "date": bool(day and any(found.fits(day) for found in find_days(note.text()))),
        "time spent": bool(minutes_stated(note, TOTAL)),
        "procedures and methods": bool(activities),
        "response": any(note.citing(fact) for fact in note.of_kind("response"))
        or any(map(is_measured, activities)),
        "plan": bool(note.text("P")),
        "signature": bool(note.one("provider").get("role")) and bool(note.text("SIG")),
        "measurable functional progress": any(map(is_measured, [*activities, *goals])),
    }
    if note.foreign:
        texts = [reading(sentence) for sentence in done(note)]
        elements |= {
            "response": any(says(text, "response") or values_of(text) for text in texts),
            "teaching tools": any(says(text, "teaching_tools") for text in texts),
            "plan": bool(plan_text(note)),
            "signature": is_signed(note),
            "measurable functional progress": any(values_of(text) for text in texts),
        }
    missing = [name for name, there in elements.items() if not there]
    if missing:
        yield RULE.finding(
            f"The record lacks: {', '.join(missing)}.", "Add what is missing.", {"missing": missing}
        )
