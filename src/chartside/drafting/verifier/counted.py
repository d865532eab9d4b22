"""What statements count: doses, totals, and the words for what did not succeed."""

import re
from functools import cache

from chartside.drafting.language.data import word_set
from chartside.drafting.language.words import stem
from chartside.drafting.verifier.claimed import amounts
from chartside.drafting.verifier.ledger import Ledger
from chartside.drafting.verifier.reading import words_of
from chartside.drafting.verifier.statements import Statement


def is_failure(word: str) -> bool:
    """Whether a word counts what did not succeed."""
    return stem(word) in _failures()


@cache
def _failures() -> frozenset[str]:
    return frozenset(stem(word) for word in word_set("plain_words", "failures"))


def has_dose(one: Statement, pair: tuple[float, float]) -> bool:
    """`3 x 10`, also written `10 reps x 3`."""
    if any(found[:2] == pair for found in one.reading.atoms.doses):
        return True
    counts = [held.value for held in amounts(one.reading) if not held.scale]
    return re.search(r"[x×]\s*\d|sets?", one.text) is not None and set(pair) <= set(counts)


def own_concepts(one: Statement) -> set[str]:
    """The concepts of a statement's own text."""
    return {token.concept for token in one.reading.tokens}


def is_of_totals(one: Statement) -> bool:
    """Whether a statement gives the larger of two numbers that belong together."""
    return not word_set("plain_words", "totals").isdisjoint(words_of(one.text))


def totals_of(ledger: Ledger) -> dict[str, set[float]]:
    """The totals that each fact holds apart from its values."""
    found: dict[str, set[float]] = {}
    for one in ledger.statements:
        if is_of_totals(one):
            found.setdefault(one.fact, set()).update(held.value for held in amounts(one.reading))
    return found
