"""A one-to-one code is billed for treatment in a group.

## What it checks

No group is named in the note or the session when a code that needs direct one-to-one contact is billed
without a group code.

## Why it matters

Group time billed as individual time was among the findings of federal audits and is repaid.

## How to fix it

Bill the group code for the time in the group, or enter the one-to-one minutes apart.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._wording import phrase_pattern
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-22", name="one-to-one", title="Group treatment is billed with a one-to-one code", family="group"
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names the codes."""
    individual = [code for code in note.codes if note.code_row(code, "direct_one_on_one") == "yes"]
    group_billed = any(note.code_row(code, "category") == "group" for code in note.codes)
    if not individual or group_billed or not _in_group(note):
        return
    yield RULE.finding(
        f"The session was in a group; {', '.join(individual)} needs one-to-one contact.",
        "Bill the group code for the group, or enter the one-to-one minutes apart.",
        {"codes": individual},
    )


def _in_group(note: Note) -> bool:
    entered = note.of_kind("group")
    if any(fact.value.get("flag", True) and not _is_alone(str(fact.value["text"])) for fact in entered):
        return True
    told = {sentence["i"] for fact in entered for sentence in note.citing(fact)}
    said = [s["text"] for s in note.sentences if s["section"] in ("S", "O", "A") and s["i"] not in told]
    return phrase_pattern("group_words").search(" ".join(said)) is not None


def _is_alone(text: str) -> bool:
    return text.strip().lower() in ("1", "no", "none")
