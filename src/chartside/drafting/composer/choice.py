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
# Frames within so many words of the one that suits the style best are as good as it.
_NEAR = 2
_FEWEST_CHOICES = 4
_MARKER_WORDS = 4
_FIRST_PERSON_WORDS = 6
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
        seed: of the facts: the same facts choose alike.
        recent: texts of earlier notes.
        weights: by frame id, from 1 (as good as any) down to 0 (this author always rewrites it).
    """

    style: Style
    seed: bytes
    recent: Sequence[str] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    _uses: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the earlier notes once."""
        self._said = {run for text in self.recent for run in shingles(text)}
        self._markers = [f" {' '.join(words(phrase))} " for phrase in self.style.markers]

    def ranked(self, fitting: Iterable[Candidate], key: str, *, steady: bool) -> list[Candidate]:
        """The candidates, the best first."""
        able = self._in_person(list(fitting))
        if steady:
            places = {one.frame.id: place for place, one in enumerate(able)}
            return sorted(
                able, key=lambda one: (self._dislike(one), self._repeats(one), places[one.frame.id])
            )
        costs = {one.frame.id: self._cost(one) for one in able}
        by_cost = sorted(costs.values())
        limit = max(by_cost[0] + _NEAR, by_cost[min(_FEWEST_CHOICES, len(by_cost)) - 1]) if by_cost else 0
        digest = {one.frame.id: sha256(self.seed + f"{key}|{one.frame.id}".encode()).digest() for one in able}

        def order(one: Candidate) -> tuple[float, int, int, bytes]:
            cost = costs[one.frame.id]
            near = self._dislike(one) + (0.0 if cost <= limit else cost - limit)
            return near, self._uses.get(one.frame.id, 0), self._repeats(one), digest[one.frame.id]

        return sorted(able, key=order)

    def took(self, frame: Frame) -> None:
        """A frame was used: another one is better next time."""
        self._uses[frame.id] = self._uses.get(frame.id, 0) + 1

    def _in_person(self, fitting: list[Candidate]) -> list[Candidate]:
        """Only an author who says I gets frames that do, unless nothing else fits."""
        if self.style.therapist == "first":
            return fitting
        return [one for one in fitting if not one.frame.first_person] or fitting

    def _cost(self, one: Candidate) -> float:
        """How many words too many or too few the frame is, its merits counted as words."""
        said = words(one.text)
        cost = {"brief": len(said), "full": -len(said)}.get(self.style.length, 0.0)
        if self.style.therapist == "first" and one.frame.first_person:
            cost -= _FIRST_PERSON_WORDS
        whole = f" {' '.join(said)} "
        return cost - _MARKER_WORDS * min(sum(phrase in whole for phrase in self._markers), 2)

    def _dislike(self, one: Candidate) -> float:
        return _DISLIKED_WORDS * (1 - self.weights.get(one.frame.id, 1.0))

    def _repeats(self, one: Candidate) -> int:
        return len(shingles(one.text) & self._said)


def shingles(text: str) -> set[tuple[str, ...]]:
    """Every three words in a row, numbers masked."""
    said = re.findall(r"[^\W\d_]+|\d+", re.sub(r"\d+", "0", text.lower()))
    return {tuple(said[place : place + _SHINGLE]) for place in range(len(said) - _SHINGLE + 1)}
