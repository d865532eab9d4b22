"""The parts of a note whose author may have named them in any way."""

from typing import Any

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import is_goal, reading, says
from chartside.documentation.rules._people import is_signature

_NOT_DONE = ("S", "P", "SIG", "SUBJECTIVE", "PLAN", "SIGNATURE", "HEAD", "HEADER")


def plan_text(note: Note) -> str:
    """What the note says of the next visits: its plan section, else its sentences about what comes."""
    sentences = [sentence for sentence in note.sentences if not is_signature(sentence)]
    planned = [s["text"] for s in sentences if _heading(s).startswith("PLAN") or _heading(s) == "P"]
    if not planned:
        planned = [s["text"] for s in sentences if not is_goal(s) and says(reading(s), "plan_next")]
    return " ".join(map(str, planned))


def done(note: Note) -> list[dict[str, Any]]:
    """The sentences that may say what was done: no report of others, no plan, no goal, no signature."""
    return [s for s in note.sentences if _heading(s) not in _NOT_DONE and not is_signature(s)]


def _heading(sentence: dict[str, Any]) -> str:
    return str(sentence["section"]).strip().upper().rstrip(":")
