"""Phrase frames: sentences with slots, as data that a clinic can edit.

`{slot}` is required, `[...]` is left out when a slot inside it is empty, `{Slot}` is the slot with a
capital. A frame whose required slot is missing cannot be used, and neither can one that would leave out a
slot that must be stated. `{performance_first}` states the same as `{performance}`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from chartside.drafting.language.data import load_yaml, pack_file, word_set
from chartside.drafting.language.words import capital, words

_TOKEN = re.compile(r"(\[|\]|\{[A-Za-z_]+\})")
_FIRST = "_first"
Slots = dict[str, str]


class Filled(NamedTuple):
    """A frame with its slots filled, and the names of the slots that it states."""

    text: str
    used: frozenset[str]


@dataclass(frozen=True)
class Frame:
    """One way to say something."""

    id: str
    text: str

    def fill(self, slots: Slots, must: frozenset[str]) -> Filled | None:
        """The frame with its slots filled; None when it does not fit them or would drop one of `must`."""
        said, used, whole, _ = _fill(self._pieces, 0, slots)
        stated = frozenset(name.removesuffix(_FIRST) for name in used)
        if not whole or not must <= stated:
            return None
        return Filled(re.sub(r"\s+", " ", said).strip(), stated)

    @cached_property
    def _pieces(self) -> list[str]:
        return _TOKEN.split(self.text)

    @cached_property
    def first_person(self) -> bool:
        """The therapist speaks of themselves in it."""
        return not word_set("style", "first_person").isdisjoint(words(_TOKEN.sub(" ", self.text)))


def _fill(pieces: list[str], place: int, slots: Slots) -> tuple[str, set[str], bool, int]:
    """Fill up to the closing bracket: text, slots used, whether none was empty, where it stopped."""
    said, used, whole = "", set[str](), True
    while place < len(pieces):
        piece = pieces[place]
        place += 1
        if piece == "]":
            break
        if piece == "[":
            inner, inner_used, inner_whole, place = _fill(pieces, place, slots)
            if inner_whole:
                said, used = said + inner, used | inner_used
        elif piece.startswith("{") and piece.endswith("}"):
            name = piece[1:-1]
            value = slots.get(name.lower(), "")
            whole = whole and bool(value)
            said += capital(value) if name[0].isupper() else value
            used.add(name.lower())
        else:
            said += piece
    return said, used, whole, place


class _Pack(NamedTuple):
    general: Mapping[str, tuple[Frame, ...]]
    own: Mapping[str, Mapping[str, tuple[Frame, ...]]]
    steady: bool


@cache
def _pack(name: str) -> _Pack:
    text = pack_file("phrases", "frames", f"{name}.yaml").read_text(encoding="utf-8")
    pack = load_yaml(text)
    own = {discipline: _forms(forms) for discipline, forms in (pack.get("disciplines") or {}).items()}
    return _Pack(_forms(pack["frames"]), own, bool(pack.get("steady")))


def _forms(shape: dict[str, dict[str, str]]) -> dict[str, tuple[Frame, ...]]:
    return {form: tuple(Frame(key, text) for key, text in frames.items()) for form, frames in shape.items()}


class OwnFrame(NamedTuple):
    """A frame of a clinic's own, for one discipline or `all`; an empty text leaves out the shipped one."""

    discipline: str
    frame: Frame


OwnFrames = Mapping[tuple[str, str], tuple[OwnFrame, ...]]


def frames(pack: str, form: str, discipline: str, own: OwnFrames | None = None) -> tuple[Frame, ...]:
    """The frames of one form, those of the discipline in place of the general ones where it has its own.

    The clinic's `own` stand beside them, or in place of the one of the same id.
    """
    found = _pack(pack)
    shipped = found.own.get(discipline, {}).get(form) or found.general.get(form, ())
    mine = [one.frame for one in (own or {}).get((pack, form), ()) if one.discipline in ("all", discipline)]
    said = {frame.id for frame in mine}
    return (*(one for one in shipped if one.id not in said), *(one for one in mine if one.text))


def is_steady(pack: str) -> bool:
    """Whether a reader looks for these lines: the plainest frame is kept unless it was used lately."""
    return _pack(pack).steady


FRAME_PACKS = (
    "activity",
    "result",
    "subjective",
    "response",
    "observation",
    "skilled",
    "plan",
    "goal",
    "goal_text",
    "measure",
    "named",
    "minutes",
    "signature",
)


def all_frames() -> list[tuple[str, str, Frame]]:
    """Every shipped frame with its pack and form: for tests and for the page that edits them."""
    found = []
    for pack in FRAME_PACKS:
        general, own, _ = _pack(pack)
        for forms in (general, *own.values()):
            found += [(pack, form, frame) for form, several in forms.items() for frame in several]
    return found
