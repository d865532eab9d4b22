"""Phrase frames: sentences with slots, as data that a clinic can edit.

`{slot}` is required, `[...]` is left out when a slot inside it is empty, `{Slot}` is the slot with a
capital. A frame whose required slot is missing cannot be used, and neither can one that would leave out a
slot that must be stated.
"""

import re
from dataclasses import dataclass
from functools import cache

from chartside.drafting.language.data import load_yaml, pack_file
from chartside.drafting.language.words import capital

_TOKEN = re.compile(r"(\[|\]|\{[A-Za-z_]+\})")
Slots = dict[str, str]


@dataclass(frozen=True)
class Frame:
    """One way to say something."""

    id: str
    text: str

    def fill(self, slots: Slots, must: frozenset[str]) -> str | None:
        """The frame with its slots filled; None when it does not fit them or would drop one of `must`."""
        pieces = _TOKEN.split(self.text)
        said, used, whole, _ = _fill(pieces, 0, slots)
        return re.sub(r"\s+", " ", said).strip() if whole and must <= used else None


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
        elif _TOKEN.fullmatch(piece):
            name = piece[1:-1]
            value = slots.get(name.lower(), "")
            whole = whole and bool(value)
            said += capital(value) if name[0].isupper() else value
            used.add(name.lower())
        else:
            said += piece
    return said, used, whole, place


@cache
def _pack(name: str) -> tuple[dict[str, tuple[Frame, ...]], dict[str, dict[str, tuple[Frame, ...]]]]:
    text = pack_file("phrases", "frames", f"{name}.yaml").read_text(encoding="utf-8")
    pack = load_yaml(text)
    disciplines = pack.get("disciplines") or {}
    return _forms(pack["frames"]), {discipline: _forms(forms) for discipline, forms in disciplines.items()}


def _forms(shape: dict[str, dict[str, str]]) -> dict[str, tuple[Frame, ...]]:
    return {form: tuple(Frame(key, text) for key, text in frames.items()) for form, frames in shape.items()}


def frames(pack: str, form: str, discipline: str) -> tuple[Frame, ...]:
    """The frames of one form, those of the discipline in place of the general ones where it has its own."""
    general, own = _pack(pack)
    return own.get(discipline, {}).get(form) or general.get(form, ())


FRAME_PACKS = (
    "activity",
    "subjective",
    "response",
    "observation",
    "skilled",
    "plan",
    "goal",
    "goal_text",
    "named",
    "minutes",
    "signature",
)


def all_frames() -> list[tuple[str, str, Frame]]:
    """Every shipped frame with its pack and form: for tests and for the page that edits them."""
    found = []
    for pack in FRAME_PACKS:
        general, own = _pack(pack)
        for forms in (general, *own.values()):
            found += [(pack, form, frame) for form, several in forms.items() for frame in several]
    return found
