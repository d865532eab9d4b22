"""Numbers as a therapist writes them: scores out of a total, doses, amounts with a unit."""

import re
from dataclasses import dataclass
from functools import cache

from chartside.drafting.language.data import phrases
from chartside.drafting.language.words import stem

_TO_NINE = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TO_FIFTEEN = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen")
_COUNTED = (*_TO_NINE, *_TO_FIFTEEN, "sixteen", "seventeen", "eighteen", "nineteen", "twenty")
NUMBER_WORDS = {name: value for value, name in enumerate(_COUNTED)} | {"once": 1, "twice": 2, "thrice": 3}
NUMBER_WORDS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
_NAMES = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_N = r"\d+(?:\.\d+)?"
_ANY = rf"(?:{_N}|\b(?:{_NAMES})\b)"
SCORE = re.compile(
    rf"(?<![\w./-])(?P<a>{_ANY})\s*(?:/|(?:\s(?:out\s)?of\s(?:(?:the|his|her|their|all)\s)?))\s*(?P<b>{_ANY})(?![\w/]|\.\d)",
    re.IGNORECASE,
)
DOSE = re.compile(
    rf"(?<![\w.])(?P<a>{_ANY})(?:\s*[x×]\s*|\s+sets?\s+(?:of|x|×)\s+)(?P<b>{_ANY})(?![\w]|\.\d)",
    re.IGNORECASE,
)
RANGE = re.compile(rf"(?<![\w.])(?P<a>{_N})\s*(?:-|–|to)\s*(?P<b>{_N})(?![\w]|\.\d)")
NUMBER = re.compile(
    rf"(?P<sign>(?<![\w)])[-−+])?(?<![\w.])(?P<n>{_N}|(?:{_NAMES})\b)(?![\w.]*\d)"
    rf"(?:st|nd|rd|th)?[\s-]*(?P<unit>%|°|[^\W\d_]+)?(?:\s+(?P<after>[^\W\d_]+))?",
    re.IGNORECASE,
)

# `Once the timer was set` counts nothing.
_CONJUNCTION = re.compile(
    r"once (?:the|she|he|they|it|we|her|his|their|seated|calm\w*|set\w*)\b",
    re.IGNORECASE,
)
_LASTING = ("min", "h", "s")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\s$")


@dataclass(frozen=True)
class Quantity:
    """A number and what it counts: a known `unit` or none; `noun` is the stem of the word that follows.

    `before` is the word that stands directly before it (`after` in "after 4 min").
    """

    value: float
    unit: str
    noun: str
    start: int
    end: int
    before: str = ""


@cache
def _units() -> dict[str, str]:
    return {
        spelling: unit for unit, spellings in phrases("vocabulary")["units"].items() for spelling in spellings
    }


def unit_of(word: str) -> str:
    """The known unit that a word names, or an empty text."""
    return _units().get(word.lower(), "")


def number(text: str) -> float:
    """The value of digits or of a number word."""
    value = float(NUMBER_WORDS.get(text.lower(), text))
    return int(value) if value == int(value) else value


def show(value: float) -> str:
    """A number without a trailing `.0`."""
    return str(int(value)) if value == int(value) else f"{value:g}"


def scores(text: str) -> list[tuple[float, float, int, int]]:
    """Every `a of b` or `a/b`: achieved, total, start, end."""
    return [(number(m["a"]), number(m["b"]), m.start(), m.end()) for m in SCORE.finditer(text)]


def doses(text: str) -> list[tuple[float, float, int, int]]:
    """Every `a x b` or `a sets of b`: sets, repetitions, start, end."""
    return [(number(m["a"]), number(m["b"]), m.start(), m.end()) for m in DOSE.finditer(text)]


def quantities(text: str) -> list[Quantity]:
    """Every single number with the unit or the noun that follows it."""
    found = []
    for match in NUMBER.finditer(text):
        if _CONJUNCTION.match(text[match.start("n") :]):
            continue
        word, after = match["unit"] or "", match["after"] or ""
        unit = unit_of(word)
        noun = stem(word) if word and not unit else ""
        if not unit and unit_of(after) in _LASTING:
            # `45 timed minutes`
            unit, noun = unit_of(after), ""
        if not unit and unit_of(after) == "cue":
            unit, noun = "cue", stem(word)
        value = number(match["n"]) * (-1 if match["sign"] in ("-", "−") else 1)
        before = _WORD_BEFORE.search(text[: match.start()])
        lead = before[1].lower() if before else ""
        found.append(Quantity(value, unit, noun, match.start("n"), match.end("n"), lead))
    return found


def blank(text: str, start: int, end: int) -> str:
    """The text with one span made blank, places kept."""
    return text[:start] + " " * (end - start) + text[end:]
