"""Signs that a text speaks to the machine instead of about the patient. A signal, never a proof."""

import re
import unicodedata
from dataclasses import dataclass

from chartside.rulebook.packs import PackSet

# Characters that show nothing and can hide words: format, private use, unassigned.
_UNSEEN = frozenset({"Cf", "Co", "Cn", "Cs"})
_LOOKALIKE = str.maketrans("0134578@$|", "oieastbasi")


@dataclass(frozen=True)
class _Signs:
    patterns: tuple[tuple[str, re.Pattern[str]], ...]


def signs_in(text: str, packs: PackSet) -> tuple[str, ...]:
    """The names of the signs that a text bears; empty for one that only tells.

    The text is read as it stands, without what cannot be seen, and with the digits of a bad scan as letters.
    """
    known = packs.compiled(_compile)
    seen = _visible(text)
    readings = {seen, seen.translate(_LOOKALIKE), re.sub(r"(?<=\b\w)[ .·_-](?=\w\b)", "", seen)}
    found = {name for name, pattern in known.patterns if any(pattern.search(one) for one in readings)}
    hidden = {"unseen_characters"} if any(unicodedata.category(one) in _UNSEEN for one in text) else set()
    return tuple(sorted(found | hidden))


def _visible(text: str) -> str:
    kept = "".join(one for one in text if unicodedata.category(one) not in _UNSEEN)
    return unicodedata.normalize("NFKC", kept)


def _compile(packs: PackSet) -> _Signs:
    rows = packs.table("injection_signs").rows
    # Headings are written in capitals; everything else in any way.
    flags = {"heading": re.MULTILINE}
    return _Signs(
        tuple(
            (row["sign"], re.compile(row["pattern"], flags.get(row["sign"], re.IGNORECASE))) for row in rows
        )
    )
