"""How much of a text stands in another, names and numbers aside."""

import re
from functools import lru_cache

from chartside.drafting.language.words import stem, words
from chartside.drafting.verifier.meaning import free_stems

_RUN = 3
_PRONOUNS = {"he": "they", "she": "they", "him": "them", "her": "their", "his": "their", "hers": "their"}


@lru_cache(maxsize=512)
def masked(text: str) -> tuple[str, ...]:
    """The stems of the words of a text in order; without numbers, without names inside it, pronouns alike."""
    plain = re.sub(r"\s*\d[\d.,/:]*", "", text)
    inside = re.sub(r"(?<=[a-z,;] )[A-Z][a-z]+(?:['’]s)?", " ", plain)
    first = re.match(r"[A-Z][a-z]+\b", inside)
    if first and stem(first[0]) not in free_stems():
        # A sentence that opens with a name.
        inside = inside[first.end() :]
    return tuple(stem(_PRONOUNS.get(word, word)) for word in words(inside))


def likeness(text: str, other: str) -> float:
    """The share of the text’s runs of three words that stand in the other; 0 for a text without any."""
    own, theirs = _runs(text), _runs(other)
    return len(own & theirs) / len(own) if own else 0.0


@lru_cache(maxsize=512)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    found = masked(text)
    return frozenset(zip(*(found[place:] for place in range(_RUN)), strict=False))
