"""It is not said whose priority the goals are.

## What it checks

The text or the record says whose wish the goals come from: the patient, the family, the teacher.

## Why it matters

Goals that the person chose are met more often, and practice guidelines ask for it.

## How to fix it

Add whose priority it is, in their own words where you have them.
"""

import re
from collections.abc import Iterator, Mapping

from chartside.documentation.goals import names_priority
from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._written_goals import written_goals
from chartside.kernel.findings import Finding

RULE = rule_info(
    "GO-10", name="goal-priority", title="It is not said whose priority the goals are", family="goals"
)


_KEY = re.compile(
    r"priorit|wants|wish|chosen_by|(?:patient|family|parent|client|caregiver)_goal|hopes", re.IGNORECASE
)


def check(note: Note) -> Iterator[Finding]:
    """One finding when neither the text nor the record says it."""
    goals = written_goals(note)
    if goals and not names_priority(note.text()) and not _is_told(note.record):
        yield RULE.finding(
            "Nothing says whose priority the goals are.",
            "Say who wants it, and why it matters to them.",
            goals[0].evidence,
        )


def _is_told(record: object) -> bool:
    """Whether the record has a member for it, at any depth."""
    if isinstance(record, Mapping):
        return any(
            (_KEY.search(str(key)) and bool(value)) or _is_told(value) for key, value in record.items()
        )
    if isinstance(record, list):
        return any(_is_told(one) for one in record)
    return False
