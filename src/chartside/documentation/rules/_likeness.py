"""How much of a text stands in another, names and numbers aside."""

import re
from functools import lru_cache

from chartside.drafting.language.words import words

_RUN = 3


@lru_cache(maxsize=512)
def masked(text: str) -> tuple[str, ...]:
    """The words of a text in order; a number or a capital name inside it is a blank."""
    inside = re.sub(r"(?<=[a-z,;] )[A-Z][a-z]+(?:['’]s)?", " _ ", text)
    return tuple(words(re.sub(r"\d[\d.,/:]*", " ", inside)))


def likeness(text: str, other: str) -> float:
    """The share of the text’s runs of three words that stand in the other; 0 for a text without any."""
    own, theirs = _runs(text), _runs(other)
    return len(own & theirs) / len(own) if own else 0.0


@lru_cache(maxsize=512)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    found = masked(text)
    return frozenset(zip(*(found[place:] for place in range(_RUN)), strict=False))
