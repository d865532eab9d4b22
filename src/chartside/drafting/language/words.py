"""Words, their stems and the shape of what somebody typed."""

import re
from functools import lru_cache

from chartside.drafting.language.data import word_set

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TIDY = re.compile(r"\s+")
_INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def tidy(text: str) -> str:
    """One line without control or invisible characters and without doubled spaces."""
    return _TIDY.sub(" ", _INVISIBLE.sub(" ", text)).strip()


@lru_cache(maxsize=20000)
def stem(word: str) -> str:
    """A word without its ending, so that `carried`, `carry` and `carrying` are one."""
    text = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if len(text) > 4 and text.endswith("ies"):
        text = text[:-3] + "y"
    elif len(text) > 4 and text.endswith(("sses", "shes", "ches", "xes", "zes")):
        text = text[:-2]
    elif len(text) > 3 and text.endswith("s") and not text.endswith(("ss", "us", "is")):
        text = text[:-1]
    for ending in ("ing", "ed", "ly"):
        root = text.removesuffix(ending)
        if root != text and len(root) >= 3 and any(vowel in root for vowel in "aeiouy"):
            text = root
            if ending != "ly":
                text = _base(text)
            break
    if len(text) > 4 and text.endswith("e"):
        text = text[:-1]
    return text[:-1] + "i" if len(text) > 2 and text.endswith("y") else text


def _base(root: str) -> str:
    """The base form of what is left of a verb: `gripp` is `grip`, `lac` is `lace`."""
    if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "lsz":
        return root[:-1]
    vowels = "aeiou"
    short = len(root) == 3 and root[0] not in vowels and root[1] in vowels and root[2] not in vowels + "wxy"
    return f"{root}e" if short else root


def words(text: str) -> list[str]:
    """The words of a text in lower case; hyphens separate, apostrophes do not."""
    return [found.group().lower().replace("’", "'") for found in WORD.finditer(text)]


def stems(text: str) -> list[str]:
    """The stems of the words of a text, in order."""
    return [stem(word) for word in words(text)]


def shape(text: str) -> str:
    """How a typed phrase begins, which decides the frames it fits.

    One of `sentence` (has its own subject), `quote` (first person), `patient_past`, `therapist_past`, `past`,
    `base` (a verb to come), `gerund`, `noun`.
    """
    found = words(text)
    if not found:
        return "noun"
    first, second = found[0], found[1] if len(found) > 1 else ""
    if first in word_set("verbs", "first_person"):
        return "quote"
    if first in word_set("verbs", "subjects") and len(found) > 1:
        return "sentence"
    return _verb_shape(first, second)


def _verb_shape(first: str, second: str) -> str:
    if first in word_set("verbs", "base") and second not in ("of", "and", "or"):
        return "base"
    if first == "left" and second not in word_set("verbs", "determiners"):
        return "noun"
    for kind in ("therapist_past", "patient_past"):
        if first in word_set("verbs", kind):
            return kind
    if first.endswith("ed") and (second in word_set("verbs", "determiners") or second.endswith("ly")):
        return "past"
    if len(first) > 5 and first.endswith("ing") and first not in word_set("verbs", "not_gerund"):
        return "gerund"
    return "noun"


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def lower_first(text: str, keep: frozenset[str] = frozenset()) -> str:
    """The text with its first letter small, unless the first word is an acronym, `I` or one of `keep`."""
    head = text.split(" ", 1)[0]
    plain = head.strip(".,:;()'’\"“”")
    if plain.lower() in keep or plain in ("I", "I'm", "I’m") or any(letter.isupper() for letter in plain[1:]):
        return text
    if any(letter.isdigit() for letter in plain) or (len(plain) == 1 and plain != "A"):
        return text
    return text[:1].lower() + text[1:]


def end_sentence(text: str) -> str:
    """The text closed with a full stop, unless it is closed already (also inside its last quotation mark)."""
    text = text.rstrip(" ,;:")
    core = text.rstrip("\"”’')")
    return text if core.endswith((".", "!", "?")) else f"{text}."
