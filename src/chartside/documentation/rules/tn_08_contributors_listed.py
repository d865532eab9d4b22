"""Someone who took part in the treatment is not listed.

## What it checks

When an assistant, aide or student took part, the note says so, and the minutes of the assistant stand
apart.

## Why it matters

Minutes by an assistant are paid differently; when they cannot be told apart, all of them are in
question.

## How to fix it

Name who took part and give the minutes of each.
"""

import re
from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-08",
    name="contributors-listed",
    title="An assistant, aide or student took part and is not listed with minutes",
    family="people",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for contributors that are not named, one for their minutes."""
    if note.by_assistant:
        return
    shared = [fact for fact in note.of_kind("activity") if fact.value.get("by") in ("assistant", "together")]
    others = [fact for fact in note.facts if fact.path in _OTHERS]
    if (shared or others) and not _NAMED.search(note.text()):
        yield RULE.finding(
            "An assistant, aide or student took part, and the note does not say so.",
            "Name who else took part.",
            {"activities": [fact.value["activity"] for fact in shared]},
        )
    without = [fact.value["activity"] for fact in shared if fact.value.get("minutes") is None]
    if without:
        yield RULE.finding(
            "The minutes of the assistant do not stand apart.",
            "Enter the minutes of each activity that the assistant gave.",
            {"activities": without},
        )


_OTHERS = ("session.aide", "session.student", "session.assistant", "session.co_treater")
_NAMED = re.compile(r"\b(?:assistant|aide|student|co[ -]treater|COTA|OTA|PTA|SLPA)\b", re.IGNORECASE)
