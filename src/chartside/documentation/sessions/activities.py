"""The activities of a session: what was done, for how long, toward which goal, with which help and result."""

import re
from collections.abc import Iterator
from typing import Any

from chartside.documentation.sessions.amounts import read_performance
from chartside.documentation.sessions.entries import first, listed, number_of, said, spell, text_of
from chartside.documentation.sessions.help import read_help

Entry = tuple[str, str, Any]
_NAME = ("activity", "name", "description")
_GOAL = ("goals", "goal")
_ASSIST = ("assist", "assistance", "level")
_CUES = ("cues", "cueing")
_RESULT = ("performance", "result")
_KNOWN = frozenset((*_NAME, *_GOAL, *_ASSIST, *_CUES, *_RESULT, "minutes", "skilled", "code", "side", "by"))
_GOAL_ID = re.compile(r"^[A-Za-z]{0,4}[-. ]?\d{1,3}[a-z]?$")


def read_activities(value: object, path: str) -> Iterator[Entry]:
    """Every activity as one fact, its skilled reasoning and further members as facts of their own."""
    for place, record in enumerate(listed(value)):
        here = f"{path}[{place}]" if isinstance(value, list) else path
        if isinstance(record, dict):
            yield from _read_activity(record, here)
        elif text := said(record):
            yield "activity", here, {"activity": text}


def _read_activity(record: dict[str, Any], path: str) -> Iterator[Entry]:
    name = said(first(record, *_NAME))
    value: dict[str, Any] = {
        "activity": name,
        "minutes": number_of(record.get("minutes")),
        "goals": read_goal_ids(first(record, *_GOAL)),
        "assist": read_help(first(record, *_ASSIST), first(record, *_CUES)),
        "performance": read_performance(first(record, *_RESULT)),
        "code": text_of(record.get("code")),
        "side": text_of(record.get("side")),
        "by": text_of(record.get("by")),
    }
    if name:
        yield "activity", path, {key: part for key, part in value.items() if part not in (None, "", [])}
    for place, entry in enumerate(listed(record.get("skilled"))):
        if text := said(entry):
            here = f"{path}.skilled" + (f"[{place}]" if isinstance(record["skilled"], list) else "")
            yield "skilled", here, {"label": "Skilled", "text": text, "activity": name}
    for key, entry in record.items():
        if key not in _KNOWN and (text := said(entry)):
            yield "activity_detail", f"{path}.{key}", {"name": spell(key), "text": text, "activity": name}


def read_goal_ids(value: object) -> list[str]:
    """The goals that an activity served: their ids, or the goal's words when it has none."""
    found: list[str] = []
    for entry in listed(value):
        text = text_of(first(entry, "id", "goal", "text")) if isinstance(entry, dict) else text_of(entry)
        pieces = [piece.strip() for piece in re.split(r"[,;/&+]|\band\b", text) if piece.strip()]
        found += (
            pieces if pieces and all(_GOAL_ID.match(piece) for piece in pieces) else [text] if text else []
        )
    return found
