"""The model that comes with the product: words, word pairs and letters of words, hashed into one vector.

It needs nothing installed, gives the same bytes everywhere, and knows the field's short forms and synonyms
from `packs/phrases/meanings.yaml`.
"""

import hashlib
import math
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from chartside.drafting.language.data import load_yaml, pack_file
from chartside.drafting.language.spelling import spell_out
from chartside.drafting.language.words import stem, tidy, words
from chartside.drafting.verifier.meaning import function_stems

SIZE = 256
_WORD, _CONCEPT, _PAIR, _LETTERS = 1.0, 4.0, 0.2, 0.08
# Each feature lands in so many places, so that two features that meet in one differ in the others.
_PLACES = 3


class HashedWords:
    """Where a text lies by its words."""

    name = f"hashed-words-1-{SIZE}"

    def vectors(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector for each text."""
        return [vector_of(text) for text in texts]


def vector_of(text: str) -> list[float]:
    """A vector of `SIZE` numbers and length 1; all zero for a text without words."""
    counts: dict[str, float] = {}
    for feature, weight in _features(tidy(text)):
        counts[feature] = counts.get(feature, 0.0) + weight
    vector = [0.0] * SIZE
    for feature, weight in counts.items():
        for place, sign in _spots(feature):
            vector[place] += sign * math.copysign(math.sqrt(abs(weight)), weight)
    length = math.sqrt(math.fsum(one * one for one in vector))
    return [round(one / length, 6) for one in vector] if length else vector


def _features(text: str) -> Iterator[tuple[str, float]]:
    said = [word for word in words(spell_out(text)) if stem(word) not in function_stems()]
    roots = [stem(word) for word in said]
    for root in roots:
        yield f"w {root}", _WORD
        for concept in _concepts().get(root, ()):
            yield f"c {concept}", _CONCEPT
        padded = f"<{root}>"
        for at in range(len(padded) - 2):
            yield f"l {padded[at : at + 3]}", _LETTERS
    for first, second in pairwise(roots):
        yield f"p {first} {second}", _PAIR
        for concept in _concepts().get(f"{first} {second}", ()):
            yield f"c {concept}", _CONCEPT


@lru_cache(maxsize=50_000)
def _spots(feature: str) -> tuple[tuple[int, float], ...]:
    digest = hashlib.blake2b(feature.encode(), digest_size=3 * _PLACES).digest()
    return tuple(
        (int.from_bytes(digest[at : at + 2]) % SIZE, 1.0 if digest[at + 2] & 1 else -1.0)
        for at in range(0, 3 * _PLACES, 3)
    )


@cache
def _concepts() -> dict[str, tuple[str, ...]]:
    """By the stem of a word, or the stems of two in a row, what it is about."""
    pack = load_yaml(pack_file("phrases", "meanings.yaml").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {}
    for concept, several in pack["concepts"].items():
        for said in several:
            found.setdefault(" ".join(stem(word) for word in words(str(said))), []).append(concept)
    return {said: tuple(concepts) for said, concepts in found.items()}
