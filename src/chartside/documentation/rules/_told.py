"""What was told beside the text: absent means "not told", null means "known to be missing"."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from chartside.documentation.notes.note import Note
from chartside.documentation.sessions.entries import said, spell
from chartside.drafting.language.days import read_day

_DEEPEST = 4


def values_told(note: Note, *names: str) -> list[Any]:
    """Every value of the input under one of these names, however deep it stands."""
    return list(_find(note.record, frozenset(names), 0))


def _find(record: object, names: frozenset[str], depth: int) -> Iterator[Any]:
    if isinstance(record, Mapping) and depth < _DEEPEST:
        for key, value in record.items():
            if spell(key).replace(" ", "_") in names:
                yield value
            yield from _find(value, names, depth + 1)
    elif isinstance(record, list) and depth < _DEEPEST:
        for part in record:
            yield from _find(part, names, depth + 1)


def told(note: Note, *names: str) -> str:
    """The first of these members in words; empty when none was told or all are missing."""
    found = (said(value) for value in values_told(note, *names) if value not in (None, "", False))
    return next((text for text in found if text), "")


def is_told(note: Note, *names: str) -> bool:
    """Whether a member of one of these names holds something other than no."""
    return any(not _is_none(value) for value in values_told(note, *names))


def is_missing(note: Note, *names: str) -> bool:
    """Whether it was told that there is none: null, no, or an empty text under one of these names."""
    found = values_told(note, *names)
    return bool(found) and all(map(_is_none, found))


def _is_none(value: object) -> bool:
    empty = value is None or value is False or value in ("", [], {})
    return empty or (isinstance(value, str) and value.strip().lower() in ("no", "none", "false", "n/a"))


def day_told(note: Note, *names: str) -> date | None:
    """The first date under one of these names."""
    days = (read_day(value) for value in values_told(note, *names))
    return next((day for day in days if day), None)
