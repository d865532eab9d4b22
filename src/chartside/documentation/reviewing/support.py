"""Which billed codes the words of a document carry."""

from typing import Any

from chartside.coding.api import code_support
from chartside.documentation.notes.note import Note
from chartside.documentation.rules._code_words import goals_for, statements_for


def support_of_billed(note: Note) -> list[dict[str, Any]]:
    """One entry for each code in `billed`, in order."""
    minutes: dict[str, int | None] = {}
    for fact in note.of_kind("billed"):
        code, told = str(fact.value["code"]), fact.value.get("minutes")
        before = minutes.get(code)
        minutes[code] = before if told is None else int(told) + (before or 0)
    return [_judged(note, code, given) for code, given in minutes.items()]


def _judged(note: Note, code: str, minutes: int | None) -> dict[str, Any]:
    support = code_support(code, statements_for(note, code), goals_for(note, code), minutes, note.packs)
    why = f"{support.why} {support.tip}" if support.tip else support.why
    return {"code": code, "supported": support.supported, "why": why, "better": list(support.better)}
