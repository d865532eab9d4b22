"""Missed visits are not mentioned.

## What it checks

When visits were missed since the last note, the note says so.

## Why it matters

Attendance explains slow progress. Without it the treatment looks ineffective.

## How to fix it

State the attendance.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import states
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-28",
    name="attendance",
    title="Visits were missed since the last note and attendance is not stated",
    family="progress",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    missed = [fact for fact in note.facts if fact.path.startswith(_MEMBERS)]
    told = [fact for fact in missed if str(fact.value.get("text", "")).lower() not in ("0", "no", "none")]
    if told and not any(note.citing(fact) for fact in told) and not _is_counted(note):
        yield RULE.finding(
            "Visits were missed since the last note, and the note does not say so.",
            "State the attendance.",
            {"fact": told[0].id},
        )


_MEMBERS = ("session.missed", "session.attendance", "session.cancel", "session.no_show", "context.missed")


def _is_counted(note: Note) -> bool:
    return note.foreign and states(note, "attendance")
