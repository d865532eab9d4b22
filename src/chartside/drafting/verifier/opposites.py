"""Words that exclude each other: `active` and `passive`, `high` and `low`."""

from functools import cache

from chartside.drafting.language.concepts import concept
from chartside.drafting.language.data import phrases


@cache
def opposites() -> dict[str, tuple[frozenset[str], ...]]:
    """The groups of opposites in which a concept stands."""
    found: dict[str, list[frozenset[str]]] = {}
    for line in phrases("plain_words")["opposites"]:
        group = frozenset(concept(word) for word in line)
        for word in group:
            found.setdefault(word, []).append(group)
    return {word: tuple(groups) for word, groups in found.items()}
