"""Which of the frames that fit is used: the author's style first, then what was not said lately."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from chartside.drafting.composer.frames import Frame
from chartside.drafting.language.words import words
from chartside.drafting.style.style import Style

_SHINGLE = 3
# Frames within so many words of the one that suits the length best are as good as it; so are the first few.
_NEAR = {"brief": 0, "standard": 0, "full": 2}
_FEWEST_CHOICES = 3
# How many words too many, or repeated runs of words, a merit of one is worth.
_MERIT_WORTH = 1.5
# An author who always rewrites a frame sees it only when nothing else fits.
_DISLIKED_WORDS = 100


class Candidate(NamedTuple):
    """A frame as it would read here."""

    frame: Frame
    text: str
    used: frozenset[str]


@dataclass
class Choice:
    """What one note knows when it chooses its words.

    Attributes:
        turn: from 0 to 1, of the facts: the same facts choose alike, and each day of a patient's moves on.
        recent: texts of earlier notes.
        weights: by frame id, from 1 (as good as any) down to 0 (this author always rewrites it).
    """

    style: Style
    turn: float
    recent: Sequence[str] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    _uses: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the earlier notes once."""
        self._said = {run for text in self.recent for run in shingles(text)}
        self._markers = [f" {' '.join(words(phrase))} " for phrase in self.style.markers]
        self._shown = set[str]()

    def ranked(self, fitting: Iterable[Candidate], form: str, *, steady: bool) -> list[Candidate]:
        """The candidates for a form, the best first."""
        able = self._in_person(list(fitting))
        places = {one.frame.id: place for place, one in enumerate(able)}
        if steady:
            return sorted(
                able, key=lambda one: (self._dislike(one), self._repeats(one), places[one.frame.id])
            )
        begin = int((self.turn + fraction(form.encode())) % 1 * len(able))
        merits = {one.frame.id: self._merit(one) for one in able}
        lengths = {one.frame.id: self._length(one) for one in able}
        limit = self._limit(able, merits, lengths)

        def order(one: Candidate) -> tuple[float, float, int, int]:
            frame = one.frame.id
            over = max(0.0, lengths[frame] - limit)
            loss = over + self._repeats(one) - _MERIT_WORTH * merits[frame]
            return self._dislike(one), loss, self._uses.get(frame, 0), (places[frame] - begin) % len(able)

        return sorted(able, key=order)

    def has_said(self, text: str) -> bool:
        """Most of a text stands in an earlier note."""
        runs = shingles(text)
        return bool(runs) and len(runs & self._said) * 2 > len(runs)

    def _limit(self, able: list[Candidate], merits: dict[str, int], lengths: dict[str, float]) -> float:
        """How far from the author's length a frame may be: a few of those of most merit always fit."""
        most = max(merits.values(), default=0)
        best = sorted(lengths[one.frame.id] for one in able if merits[one.frame.id] == most)
        near = _NEAR[self.style.length]
        return max(best[0] + near, best[min(_FEWEST_CHOICES, len(best)) - 1]) if best else 0.0

    def took(self, one: Candidate) -> None:
        """A frame was used: another one is better next time."""
        self._uses[one.frame.id] = self._uses.get(one.frame.id, 0) + 1
        self._shown |= self._markers_of(one)

    def _markers_of(self, one: Candidate) -> set[str]:
        whole = f" {' '.join(words(one.text))} "
        return {phrase for phrase in self._markers if phrase in whole}

    def _in_person(self, fitting: list[Candidate]) -> list[Candidate]:
        """Only an author who says I gets frames that do, unless nothing else fits."""
        if self.style.therapist == "first":
            return fitting
        return [one for one in fitting if not one.frame.first_person] or fitting

    def _length(self, one: Candidate) -> float:
        """The words of the frame, the fewer the better for who is brief, the more for who writes it all."""
        return {"brief": 1.0, "full": -1.0}.get(self.style.length, 0.0) * len(words(one.text))

    def _merit(self, one: Candidate) -> int:
        """The author's I, and the markers that the note does not show yet."""
        mine = self.style.therapist == "first" and one.frame.first_person
        return 2 * mine + 3 * len(self._markers_of(one) - self._shown)

    def _dislike(self, one: Candidate) -> float:
        return _DISLIKED_WORDS * (1 - self.weights.get(one.frame.id, 1.0))

    def _repeats(self, one: Candidate) -> int:
        return len(shingles(one.text) & self._said)


def fraction(data: bytes) -> float:
    """A number from 0 to 1 that stands for some bytes."""
    return int.from_bytes(sha256(data).digest()[:6]) / 2**48


def shingles(text: str) -> set[tuple[str, ...]]:
    """Every three words in a row, numbers masked."""
    said = re.findall(r"[^\W\d_]+|\d+", re.sub(r"\d+", "0", text.lower()))
    return {tuple(said[place : place + _SHINGLE]) for place in range(len(said) - _SHINGLE + 1)}
