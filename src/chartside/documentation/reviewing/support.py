"""Which billed codes the words of a document carry."""

import re
from typing import Any

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import outside_goals
from chartside.documentation.rules._wording import has_word, wording


def support_of_billed(note: Note) -> list[dict[str, Any]]:
    """One entry for each code in `billed`, in order."""
    billed = dict.fromkeys(str(fact.value["code"]) for fact in note.of_kind("billed"))
    return [judged(note, code) for code in billed]


def statements_of(note: Note, code: str) -> list[str]:
    """The sentences on what was done for a code; all that say what was done when none is bound to it."""
    bound = {s["i"]: s["text"] for fact in note.activities_of(code) for s in note.citing(fact)}
    if bound:
        return list(bound.values())
    return [str(s["text"]) for s in outside_goals(note) if s["section"] not in ("S", "P", "SIG")]


def judged(note: Note, code: str) -> dict[str, Any]:
    """Whether the statements carry what the code stands for, and which other code they carry."""
    said = " ".join(statements_of(note, code))
    missing = _missing(code, said)
    if not said or missing is None:
        why = "nothing in the text says what was done" if not said else "no words are known for this code"
        return {"code": code, "supported": bool(said), "why": why, "better": []}
    better = [other for other in _known_codes() if other != code and not _missing(other, said)]
    why = f"the text does not show {', '.join(missing)}" if missing else "the text carries it"
    return {"code": code, "supported": not missing, "why": why, "better": better if missing else []}


def _known_codes() -> list[str]:
    return [code for described in wording()["codes"].values() for code in described["codes"]]


def _missing(code: str, said: str) -> list[str] | None:
    """What the words lack of a code; None for a code without a description."""
    for described in wording()["codes"].values():
        if code in described["codes"]:
            return [group["missing"] for group in described["groups"] if not _holds(group, said)]
    return None


def _holds(group: dict[str, Any], said: str) -> bool:
    if "pattern" in group:
        return bool(re.search(group["pattern"], said, re.IGNORECASE))
    return has_word(said, group["words"])
