"""The appeal does not answer the denial.

## What it checks

The text states the date of the denial, its reference and its reason code, and answers the reason, within
the time to appeal.

## Why it matters

An appeal that answers another question is upheld against the clinic.

## How to fix it

Name date, reference and code of the denial, and answer that reason.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, reading, says, states, stating
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import day_told, told
from chartside.drafting.language.days import find_days
from chartside.drafting.language.words import words
from chartside.kernel.findings import Finding

RULE = rule_info(
    "LT-10",
    name="denial-answered",
    title="The appeal does not name the denial and answer its reason",
    family="denial",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for what is missing, one for an appeal after its time."""
    denied = [sentence for sentence in stating(note, "denial") if find_days(str(sentence["text"]))]
    day = day_told(note, "denial_date", "denied_on", "date_of_denial")
    dated = bool(denied) or bool(day and any(found.fits(day) for found in find_days(note.text())))
    code = told(note, "reason_code", "carc", "denial_code", "denial_reason_code")
    number = told(note, "reference_number", "denial_reference", "claim_number", "case_number", "reference")
    yield from lacking(
        RULE,
        note,
        {
            "the date of the denial": dated,
            "the reference number": states(note, "reference_number")
            or bool(number and number in note.text()),
            "the reason code": states(note, "denial_code") or bool(code and code in note.text()),
            "an answer to the reason": states(note, "denial_answered") or _argues(note),
        },
        "Name date, reference and code of the denial, and answer that reason.",
    )
    due = day_told(note, "appeal_deadline", "appeal_by", "deadline", "appeal_due")
    on = note.service_date or day_told(note, "today", "letter_date")
    if due and on and on > due:
        yield RULE.finding(
            f"The time to appeal ended on {due}.",
            "Ask whether a late appeal is accepted.",
            {"due": due.isoformat()},
        )


def _argues(note: Note) -> bool:
    """A sentence beside the one that names the denial, long enough to hold a fact."""
    others = [s for s in note.sentences if not (says(reading(s), "denial") and find_days(str(s["text"])))]
    return any(len(words(str(s["text"]))) >= _ARGUMENT and says(reading(s), "argued") for s in others)


_ARGUMENT = 7
