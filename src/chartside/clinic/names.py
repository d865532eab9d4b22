"""How names are folded, so that spellings of one name meet in a search."""

import re
import unicodedata

_SPECIAL = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
_WORD = re.compile(r"[a-z0-9]+")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def fold(text: str) -> str:
    """Lower case without accents: `Łódź` as `lodz`."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_SPECIAL))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def name_tokens(*names: str) -> tuple[str, ...]:
    """The words of a name, each once, in order, without generation suffixes.

    A patient is found by these words, whole: each has one blind index, so `marsh` finds Theo Marsh and
    `mar` does not. Beginnings would need an index each and would tell a reader of the table more about the
    names.

    An apostrophe joins (`O'Neil` is `oneil`); a hyphen or blank parts (`Soto-Ruiz` is `soto` and `ruiz`).
    """
    folded = fold(" ".join(names)).replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    words = [word for word in _WORD.findall(folded) if word not in _SUFFIXES]
    return tuple(dict.fromkeys(words))


def identifier(text: str) -> str:
    """A chart number or member id without case, blanks and punctuation."""
    return "".join(_WORD.findall(fold(text)))
