"""Words that claim nothing clinical by themselves: everyday ones, and short forms that no list knows."""

from functools import cache

from chartside.drafting.language.data import word_set
from chartside.drafting.language.likeness import is_everyday
from chartside.drafting.language.words import stem
from chartside.drafting.verifier.reading import Token

_LONGEST_SHORT = 5


def is_soft(token: Token) -> bool:
    """Whether a word that no fact holds may pass beside words and values that the facts hold."""
    low = token.word.lower()
    if low in _firm() or len(low) == 1:
        return False
    short = len(low) <= _LONGEST_SHORT and (token.word.isupper() or not set(low) & set("aeiouy"))
    if not short and token.start and token.word[0].isupper():
        return False
    adverb = low.endswith("ly") and len(low) > _LONGEST_SHORT and is_everyday(low)
    return short or adverb or stem(token.word) in _general()


@cache
def _firm() -> frozenset[str]:
    return word_set("plain_words", "claims") | word_set("plain_words", "dangers")


@cache
def _general() -> frozenset[str]:
    words = word_set("general_words", "words") | word_set("plain_words", "everyday")
    return frozenset(stem(word) for word in words)
