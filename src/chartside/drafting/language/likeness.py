"""Words that may say the same in everyday English, from `packs/phrases/wordnet_synonyms.txt`.

Looked up only for a word that the closed lists do not know: it is read when the first such word comes.
"""

from functools import cache

from chartside.drafting.language.data import pack_file
from chartside.drafting.language.words import stem


@cache
def _alike() -> dict[str, str]:
    text = pack_file("phrases", "wordnet_synonyms.txt").read_text(encoding="utf-8")
    lines = (line.partition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {word: rest for word, _, rest in lines}


def is_everyday(word: str) -> bool:
    """Whether English has the word with synonyms: it is no abbreviation, and hardly the name of a person."""
    return stem(word) in _alike()


def are_alike(first: str, second: str) -> bool:
    """Whether two stems share a common sense, or one is derived from the other."""
    return second in _alike().get(first, "").split() or first in _alike().get(second, "").split()
