"""What a person changed between the first draft and what they signed."""

from difflib import SequenceMatcher


def change_from_draft(draft: list[str], signed: list[str]) -> list[dict[str, str]]:
    """The sentences removed, added or replaced, in order; empty when the draft was signed as it was."""
    changes: list[dict[str, str]] = []
    matcher = SequenceMatcher(a=draft, b=signed, autojunk=False)
    for tag, a_from, a_to, b_from, b_to in matcher.get_opcodes():
        if tag != "equal":
            changes.append({"was": " ".join(draft[a_from:a_to]), "now": " ".join(signed[b_from:b_to])})
    return changes
