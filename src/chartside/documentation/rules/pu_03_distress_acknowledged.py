"""The child had a hard time, and the message praises.

## What it checks

When distress or an incident was entered, the message says so, or a therapist waived it.

## Why it matters

Parents hear of it from the child, and trust nothing afterwards.

## How to fix it

Say in plain words what happened and how it ended.
"""

import re
from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import pattern, states
from chartside.documentation.rules._family import is_child
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import is_told
from chartside.drafting.facts import describe
from chartside.kernel.facts import Fact
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PU-03",
    name="distress-acknowledged",
    title="Distress in the session is not acknowledged",
    family="safety",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    if not is_child(note) or is_told(note, "distress_waived", "waived", "waiver"):
        return
    events = [fact for fact in note.facts if _is_event(fact)]
    if events and not states(note, "distress"):
        yield RULE.finding(
            f"The session held a hard moment, and the message does not say so: {describe(events[0])}.",
            "Say in plain words what happened and how it ended.",
            {"fact": events[0].id},
        )


def _is_event(fact: Fact) -> bool:
    if fact.kind in ("patient_name", "goal", "prior_note", "precaution", "pronouns", "context", "provider"):
        return False
    text = describe(fact)
    return not _NONE.search(text) and bool(
        pattern("hard_moment").search(text) or (fact.kind in _TOLD and len(text) > 1)
    )


_TOLD = ("refusal",)
_NONE = re.compile(r"\b(?:no|none|denies|denied|without|nil|not)\b|\b0/10\b", re.IGNORECASE)
