"""What a text affirms and what it denies."""

import re
from collections.abc import Iterator
from functools import cache

from chartside.drafting.language.data import word_set
from chartside.drafting.language.words import stem

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[,;:.()!?]")

# "Fall: none" denies the fall.
_NONE = re.compile(
    r"\b([^\W\d_]+): (?:none|no|nil|denied|negative)(?: reported)?(?=\s*(?:[.;,]|$))", re.IGNORECASE
)


@cache
def negators() -> frozenset[str]:
    """Words that turn what follows into its opposite."""
    return word_set("vocabulary", "negators")


def polar_stems(text: str) -> Iterator[tuple[str, bool]]:
    """Each word's stem, False in the reach of a negator: to the end of the clause, an `and` or a `but`.

    The text is one whose abbreviations are written out.
    """
    positive = True
    for match in _TOKEN.finditer(_NONE.sub(r"no \1", text)):
        token = match.group().lower().replace("’", "'")
        if token in negators() or token.endswith("n't"):
            positive = False
        elif not token[0].isalpha() or token in ("and", "but", "then", "however"):
            positive = True
        else:
            yield stem(token), positive
