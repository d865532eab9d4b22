"""The family is not told how the message came about.

## What it checks

In California a licensed person reviewed the message, or it carries a notice and the way to a person. In
Texas the use of AI is disclosed.

## Why it matters

Both states made it law.

## How to fix it

Let a licensed person review it, or add the notice with the way to reach a person.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import states
from chartside.documentation.rules._family import is_child
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import is_told, told
from chartside.documentation.sessions.identity import role_of, split_credential
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PU-05",
    name="ai-notice",
    title="A notice on generated text is missing where the state asks for one",
    family="privacy",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding; none where the state is not told."""
    if not is_child(note):
        return
    state = told(note, "state", "clinic_state", "patient_state", "location_state").strip().lower()
    disclosed = states(note, "ai_disclosed")
    if state in ("ca", "california"):
        approver = told(note, "reviewed_by", "approved_by")
        licensed = bool(role_of(read_credential(approver))) or is_told(
            note, "licensed_review", "clinician_reviewed"
        )
        if not licensed and not (disclosed and states(note, "human_contact")):
            yield RULE.finding(
                "Neither a licensed person’s review nor a notice with the way to a person is shown.",
                "Let a licensed person review it, or add the notice.",
            )
    elif state in ("tx", "texas") and not (disclosed or is_told(note, *_TOLD)):
        yield RULE.finding("The use of AI is not disclosed.", "Say that the message was drafted with AI.")


_TOLD = ("ai_disclosed", "ai_disclosure", "ai_notice", "ai_notice_given")


def read_credential(text: str) -> str:
    """The letters after a name."""
    return split_credential(text)[1]
