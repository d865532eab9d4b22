"""Vectors of texts, and their nearness."""

from collections.abc import Iterable, Sequence
from typing import Protocol


class Model(Protocol):
    """Says where a text lies. Vectors have length 1 (or are all zero), so that nearness is their product."""

    @property
    def name(self) -> str:
        """Which model and version; vectors of different names are never compared."""
        ...

    def vectors(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector for each text."""
        ...


def nearness(one: Sequence[float], other: Sequence[float]) -> float:
    """From -1 to 1 (cosine of vectors of length 1)."""
    return sum(a * b for a, b in zip(one, other, strict=True))


def nearest(
    asked: Sequence[float], held: Iterable[tuple[int, Sequence[float]]], most: int
) -> list[tuple[int, float]]:
    """The nearest of what is held, best first: its number and its nearness; ties by number."""
    found = [(number, nearness(asked, vector)) for number, vector in held]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:most]
