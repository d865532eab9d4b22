"""The totals of minutes that a note states."""

import re
from itertools import pairwise
from typing import NamedTuple

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import pattern
from chartside.drafting.language.quantities import quantities
from chartside.drafting.verifier.roles import TIMED, TOTAL

__all__ = ["TIMED", "TOTAL", "minutes_stated"]

_HOUR = 60


def minutes_stated(note: Note, name: re.Pattern[str]) -> list[float]:
    """The minutes in every sentence that carries a name such as `total treatment time`."""
    if note.foreign:
        wanted = "timed" if name is TIMED else "total"
        return [minutes for s in note.sentences for minutes in _named_minutes(str(s["text"]), wanted)]
    found = []
    of_activities = {s["i"] for fact in note.of_kind("activity") for s in note.citing(fact)}
    for sentence in note.sentences:
        if sentence["i"] in of_activities:
            # "Total gym, 20 min" names an activity.
            continue
        if name.search(sentence["text"]) and (name is TIMED or not TIMED.search(sentence["text"])):
            found += [quantity.value for quantity in quantities(sentence["text"]) if quantity.unit == "min"]
    return found


class _Mark(NamedTuple):
    """Words that give minutes a name."""

    name: str
    start: int
    end: int


def _named_minutes(text: str, wanted: str) -> list[float]:
    """The minutes of a sentence that somebody else wrote, each under the nearest name."""
    marks, amounts = _marks(text), _amounts(text)
    if len({value for value, _, _ in amounts}) == 1 and any(mark.name == wanted for mark in marks):
        # "45 min, all of it timed" gives both totals.
        return [amounts[0][0]]
    found = []
    for value, start, end in amounts:
        here = _clause(text, start)
        inside = [mark for mark in marks if mark.start in here] or marks
        near = min(inside, key=lambda mark: max(start - mark.end, mark.start - end), default=None)
        if near and near.name == wanted:
            found.append(value)
    return found


def _clause(text: str, place: int) -> range:
    """The part of a sentence between commas in which a place stands."""
    cuts = [0, *(found.end() for found in re.finditer(r"[,;/.](?!\d)", text)), len(text) + 1]
    return next(range(one, other) for one, other in pairwise(cuts) if one <= place < other)


def _marks(text: str) -> list[_Mark]:
    timed = [_Mark("timed", m.start(), m.end()) for m in pattern("timed", "minutes").finditer(text)]
    total = [_Mark("total", m.start(), m.end()) for m in pattern("total", "minutes").finditer(text)]
    # "Timed treatment minutes" and "total timed minutes" are timed ones.
    return timed + [mark for mark in total if not any(_belongs(text, mark, near) for near in timed)]


def _belongs(text: str, mark: _Mark, near: _Mark) -> bool:
    if mark.start >= near.end:
        between = text[near.end : mark.start]
        return not re.search(
            r"\d|[;.,/]|\btotal|\ball\b", between + text[mark.start : mark.end], re.IGNORECASE
        )
    between = text[mark.end : near.start]
    return not re.search(r"\d|[;.,/]", between) and not re.search(r"\d", text[mark.start : mark.end])


def _amounts(text: str) -> list[tuple[float, int, int]]:
    """Numbers of minutes with their places; an hour is sixty."""
    found = [
        (quantity.value * (_HOUR if quantity.unit == "h" else 1), quantity.start, quantity.end)
        for quantity in quantities(text)
        if quantity.unit in ("min", "h")
    ]
    taken = {start for _, start, _ in found}
    for match in pattern("labelled", "minutes").finditer(text):
        group = match.lastindex or 0
        if match.start(group) not in taken:
            found.append((float(match[group]), match.start(group), match.end(group)))
    return found
