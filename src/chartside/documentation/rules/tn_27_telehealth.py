"""A telehealth visit lacks what such a visit must state.

## What it checks

When the session was by telehealth, the note states the mode, where the patient was, where the therapist
was, and the consent.

## Why it matters

Payers ask how the visit took place before they pay for it.

## How to fix it

Enter mode, both places, consent, and who helped on site.
"""

import re
from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import reading, says
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import values_told
from chartside.documentation.rules._wording import wording
from chartside.documentation.sessions.entries import said
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-27",
    name="telehealth",
    title="Telehealth is billed and mode, places or consent are not stated",
    family="telehealth",
)


_WORDS = {
    "mode": r"\b(?:video|audio|phone|telehealth|virtual)",
    "place of the patient": r"\b(?:patient|child|client)?\s*(?:at home|location|home|school|at work)\b",
    "place of the therapist": r"\b(?:clinic|office|therapist location|provider location|distant site)\b",
    "consent": r"\bconsent",
}
_MEMBERS = ("session.telehealth", "session.mode", "session.place_of_service")


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names what is missing."""
    told = [str(fact.value.get("text", "")).lower() for fact in note.facts if fact.path in _MEMBERS]
    told += [said(value).lower() for value in values_told(note, "place_of_service", "telehealth")]
    places = wording()["telehealth_places"]
    if not any(text in places or re.search(r"tele|video|virtual|\byes\b", text) for text in told):
        return
    if note.foreign:
        stated = [
            name for name in _WORDS if any(says(reading(s), name, "telehealth") for s in note.sentences)
        ]
    else:
        stated = [name for name, words in _WORDS.items() if re.search(words, note.text(), re.IGNORECASE)]
    missing = [name for name in _WORDS if name not in stated]
    if missing:
        yield RULE.finding(
            f"A telehealth visit, and the note does not state: {', '.join(missing)}.",
            "Enter what is missing.",
            {"missing": missing},
        )
