"""Signs that a text speaks to the machine instead of about the patient. A signal, never a proof."""

import re
import unicodedata
from dataclasses import dataclass

from chartside.rulebook.packs import PackSet

# Characters that show nothing and can hide words: format, private use, unassigned.
_UNSEEN = frozenset({"Cf", "Co", "Cn", "Cs"})
# What a bad scan or an evading hand writes for a letter; `l` and `i` are then one letter.
_SCANNED = str.maketrans("0134578@$|l", "oieastbasii")


@dataclass(frozen=True)
class _Sign:
    """One row of the pack: how the text is read for it, and the pattern for it and for a bad scan."""

    name: str
    reading: str
    pattern: re.Pattern[str]
    scanned: re.Pattern[str]


def signs_in(text: str, packs: PackSet) -> tuple[str, ...]:
    """The names of the signs that a text bears; empty for one that only tells.

    The text is read without what cannot be seen: as it is written, as words, as the words of a bad scan, or
    as one row of letters.
    """
    seen = unicodedata.normalize("NFKC", "".join(one for one in text if not _is_unseen(one)))
    words = re.sub(r"\s+", " ", seen)
    readings = {
        "as written": [(seen, False)],
        "words": [(words, False), (words.lower().translate(_SCANNED), True)],
        "letters": [(re.sub(r"[\W\d_]+", "", words), False)],
    }
    found = {
        sign.name
        for sign in packs.compiled(_compile)
        for read, scanned in readings[sign.reading]
        if (sign.scanned if scanned else sign.pattern).search(read)
    }
    hidden = {"unseen_characters"} if any(_is_unseen(one) for one in text) else set()
    return tuple(sorted(found | hidden))


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) in _UNSEEN


def _compile(packs: PackSet) -> tuple[_Sign, ...]:
    return tuple(
        _Sign(
            row["sign"],
            row["reading"],
            re.compile(row["pattern"], 0 if row["reading"] == "as written" else re.IGNORECASE),
            re.compile(row["pattern"].replace("l", "i"), re.IGNORECASE),
        )
        for row in packs.table("injection_signs").rows
    )
