"""What words mean, as far as a note needs it: one name for words that say the same."""

from functools import cache, lru_cache

from chartside.drafting.language.data import phrases
from chartside.drafting.language.words import stem

# Endings by which words of one family differ: `flex`, `flexion`; `regulate`, `regulation`.
_ENDINGS = frozenset(
    {
        "",
        "a",
        "e",
        "i",
        "s",
        "d",
        "t",
        "de",
        "es",
        "ed",
        "er",
        "or",
        "al",
        "en",
        "ly",
        "ity",
        "ify",
        "ive",
        "ing",
        "ion",
        "sion",
        "tion",
    }
    | {
        "ation",
        "ition",
        "ication",
        "ness",
        "ment",
        "able",
        "ible",
        "ful",
        "ance",
        "ence",
        "ancy",
        "ency",
        "ant",
        "ent",
        "ate",
        "ic",
        "ical",
        "ize",
        "ist",
        "ism",
    }
    | {"age", "ship", "ary", "ous", "ure", "atic", "ator"}
)
_SHORTEST = 4


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for group in phrases("synonyms")["groups"]:
        for word in group:
            found.setdefault(str(word).lower(), stem(str(group[0])))
    for group in phrases("synonyms")["groups"]:
        for word in group:
            found.setdefault(stem(str(word)), stem(str(group[0])))
    return found


@cache
def named_concepts() -> frozenset[str]:
    """Every name that a group of synonyms goes by."""
    return frozenset(_names().values())


@lru_cache(maxsize=20000)
def concept(word: str) -> str:
    """The name of what a word means: that of its group of synonyms, else its stem."""
    low = word.lower().replace("’", "'").removesuffix("'s")
    return _names().get(low) or _names().get(stem(low)) or stem(low)


@lru_cache(maxsize=50000)
def is_kin(first: str, second: str) -> bool:
    """Whether two stems belong to one family of words, or one is the other with a letter mistyped."""
    if first == second:
        return True
    if min(len(first), len(second)) < _SHORTEST:
        return False
    shared = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        shared += 1
    if (
        shared >= max(_SHORTEST, min(len(first), len(second)) - 2)
        and {first[shared:], second[shared:]} <= _ENDINGS
    ):
        return True
    return min(len(first), len(second)) > 5 and first[0] == second[0] and is_slip(first, second)


def is_slip(first: str, second: str) -> bool:
    """One letter added, left out, changed, or two neighbours swapped."""
    if first == second or abs(len(first) - len(second)) > 1:
        return first == second
    if len(first) > len(second):
        first, second = second, first
    at = next((place for place, letter in enumerate(first) if letter != second[place]), len(first))
    if len(first) < len(second):
        return first[at:] == second[at + 1 :]
    swapped = first[at : at + 2] == second[at : at + 2][::-1] and first[at + 2 :] == second[at + 2 :]
    return swapped or first[at + 1 :] == second[at + 1 :]
