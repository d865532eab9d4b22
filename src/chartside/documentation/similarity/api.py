"""What rules, pages and other areas may ask about likeness. Everything here is pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from chartside.documentation.similarity.asked import LIKENESS, unanswered
from chartside.documentation.similarity.likeness import Level, Likeness, Why, liken
from chartside.documentation.similarity.marks import Part, mark_same, shared_words
from chartside.documentation.similarity.standards import Standards, standards
from chartside.documentation.similarity.texts import compared, masked, words_of

__all__ = [
    "LIKENESS",
    "Level",
    "Likeness",
    "Part",
    "Standards",
    "Why",
    "compared",
    "copied_sentences",
    "liken",
    "mark_same",
    "shared_words",
    "standards",
    "unanswered",
]

_LEAST = 5


def copied_sentences(sentences: Iterable[Mapping[str, Any]], earlier: Iterable[str]) -> list[int]:
    """The numbers `i` of sentences that stand word for word in an earlier text, numbers aside.

    Shorter ones than five words say nothing: every note has them. For rules that want copied material marked.
    """
    before = " ".join(["", *(" ".join(words_of(masked(text))) for text in earlier), ""])
    found = []
    for one in sentences:
        said = words_of(masked(one["text"]))
        if one["section"] != "SIG" and len(said) >= _LEAST and f" {' '.join(said)} " in before:
            found.append(one["i"])
    return found
