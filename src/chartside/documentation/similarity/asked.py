"""What a note's likeness to another asks of its author; the note's content carries the answer."""

from collections.abc import Mapping
from typing import Any

LIKENESS = "likeness"


def unanswered(content: Mapping[str, Any]) -> list[str]:
    """What blocks signing: likeness that needs a typed reason and has none. Empty when nothing is asked."""
    found = content.get(LIKENESS)
    if not found or found["level"] != "strong" or found["reason"]:
        return []
    return [f"{whose(found).capitalize()} says nearly the same. Say what was different, or why it was not."]


def whose(found: Mapping[str, Any]) -> str:
    """The other note, in words that name nobody: `this patient's note of November 13, 2026`."""
    if found["same_patient"]:
        return f"this patient’s note of {found['day']}"
    return "a note of yours about another patient" if found["same_author"] else "a note about another patient"


def told(content: Mapping[str, Any]) -> list[str]:
    """The likeness and the reason given for it, as a note’s record says them; empty when there is none."""
    found = content.get(LIKENESS)
    if not found:
        return []
    given = found["reason"]
    return [f"like {whose(found)}" + (f", {given['by']}: {given['reason']}" if given else "")]


def with_reason(content: Mapping[str, Any], reason: Mapping[str, str]) -> dict[str, Any]:
    """The content with the author's reason (`by`, `reason`, `at`) beside the likeness."""
    return {**content, LIKENESS: {**content[LIKENESS], "reason": dict(reason)}}
