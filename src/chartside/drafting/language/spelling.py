"""The abbreviations and signs of therapy notes, written out so that both spellings compare equal."""

import re
from functools import cache, lru_cache

from chartside.drafting.language.data import phrases
from chartside.drafting.language.quantities import NUMBER_WORDS

_SIDES = {"L": "left", "R": "right", "B": "bilateral"}
_LIMBS = {"U": "upper extremity", "L": "lower extremity"}
_FULL = {
    "VC": "verbal cues",
    "TC": "tactile cues",
    "PT": "patient",
    "W/O": "without",
    "W/": "with ",
    "HEP": "home program",
    "ADL": "activities of daily living",
    "ROM": "range of motion",
}
_SHORT = re.compile(
    r"\b(?:VC|TC|ADL)s?\b|\bHEP\b|\bROM\b|\b[Pp]t\b\.?(?=\s+[a-z])|\b[wW]/o\b|\b[wW]/(?=\s|[a-z])"
    r"|\b(?P<limb>[LRB][UL])E\b|(?<![\w/.])(?:(?<!\d )|(?<=/\d )|(?<=/\d\d ))"
    r"(?P<side>\([LR]\)|[LR](?![\w/'’-]|\.(?!\s*$)))"
)
_TIME = r"(?:min|mins|minutes?|s|sec|secs|seconds?|h|hrs?|hours?|days?|wks?|weeks?|months?|mos?)\b"
_LASTED = re.compile(rf"(?<![\w)])[x×]\s*(?=\d+(?:\.\d+)?\s*{_TIME})", re.IGNORECASE)
_MINUTES = re.compile(r"(?<=\d)\s?[’'](?=\s|[.,;)]|$)")
_INCHES = re.compile(r"(?<=\d)\s?[\"”″](?=[\s.,;)]|$)")
# `11 sips s cough`, `upright p meals`, `jars c min A`.
_LATIN = tuple(
    (re.compile(rf"(?<=[a-z%] ){letter}̄?(?= [a-z])"), full)
    for letter, full in (("s", "without"), ("p", "after"), ("c", "with"))
)
_FROM_TO = re.compile(r"(?<!\d)([01]\d|2[0-3])([0-5]\d)\s?[-–]\s?([01]\d|2[0-3])([0-5]\d)(?!\d)")
_POUNDS = re.compile(r"(?<=\d)\s?#(?!\w)")
_FEET = re.compile(
    r"(?<=\d)\s?[’'](?=\s?[x×]\s?\d)|(?<=\d{3})\s?[’'](?=\s|[.,;)]|$)",
)
_PART_OF_INCH = re.compile(
    r"(?<![\w./])(?:(?P<whole>\d{1,2})[\s-])?(?P<part>\d{1,2})/(?P<of>2|4|8|16)[\s-]?(?:inch(?:es)?\b|in\b|[\"”″](?!\w))",
    re.IGNORECASE,
)
_NAMED_INCH = re.compile(
    r"\b(?P<name>half|quarter|eighth)(?:[\s-]of)?(?:[\s-]an?)?[\s-]inch(?:es)?\b", re.IGNORECASE
)
_INCH_NAMES = {"half": 0.5, "quarter": 0.25, "eighth": 0.125}
_TIMES = re.compile(
    r"(?<![\w.])(\d+)\s?[x×](?=\s*(?:/|per\b|a\b|each\b|on\b|with\b|during\b|[.,;)]|$))", re.IGNORECASE
)
_HALVES = (
    (re.compile(r"(?<!\d)(?<!\d )\bAM\b"), "morning"),
    (re.compile(r"(?<!\d)(?<!\d )\bPM\b"), "afternoon"),
)
_EVERY_OTHER = re.compile(r"\bevery other\b", re.IGNORECASE)
_FREE = re.compile(r"\b([a-z]{4,})[- ]free\b", re.IGNORECASE)
_EXTREMITY = re.compile(r"\b(upper|lower) (?:extremit(?:y|(?P<many>ies))|limb(?P<more>s)?)\b", re.IGNORECASE)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_COMPOUND = re.compile(rf"\b({'|'.join(_TENS)})[\s-]({'|'.join(_ONES)})\b", re.IGNORECASE)
_NAMED = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_HUNDRED = re.compile(
    rf"\b(a|{'|'.join(_ONES)}) hundred(?: and)?(?: (\d\d?|{_NAMED}))?\b",
    re.IGNORECASE,
)


def spell_out(text: str) -> str:
    """A text with abbreviations and signs written out: `VC`, `w/o`, `LUE`, `R hand`, `x20 min`, `2x/wk`."""
    return _spell_out(text)


@lru_cache(maxsize=4000)
def _spell_out(text: str) -> str:
    for pattern, full in _LATIN:
        text = pattern.sub(full, text)
    text = _FROM_TO.sub(r"\1:\2 to \3:\4", text)
    text = _FEET.sub(" ft", _POUNDS.sub(" lb", text))
    text = _NAMED_INCH.sub(lambda found: f"{_INCH_NAMES[found['name'].lower()]:g} inch", text)
    text = _PART_OF_INCH.sub(_inches, text)
    text = _MINUTES.sub(" min", text)
    if text.count('"') % 2 or text.count("”") > text.count("“"):
        text = _INCHES.sub(" inch", text)
    for sign, full in phrases("abbreviations")["signs"].items():
        text = text.replace(sign, full)
    for half, full in _HALVES:
        text = half.sub(full, text)
    text = _LASTED.sub("for ", text)
    text = _per().sub(" a ", _TIMES.sub(r"\1 times", text))
    text = _SHORT.sub(_full, text)
    text = _words().sub(lambda found: _meanings()[_key(found[0])], text)
    text = _EVERY_OTHER.sub("alternate", text)
    text = _FREE.sub(r"without \1", text)
    text = _EXTREMITY.sub(_limb, text)
    return _HUNDRED.sub(_hundreds, _COMPOUND.sub(_compound, text))


def _inches(found: re.Match[str]) -> str:
    """`1 1/4"` is 1.25 inch: a size, not a score."""
    return f"{int(found['whole'] or 0) + int(found['part']) / int(found['of']):g} inch"


def _limb(found: re.Match[str]) -> str:
    return ("arm" if found[1].lower() == "upper" else "leg") + ("s" if found["many"] or found["more"] else "")


def _full(found: re.Match[str]) -> str:
    if found["limb"]:
        return f"{_SIDES[found['limb'][0]]} {_LIMBS[found['limb'][1]]}"
    if found["side"]:
        return _SIDES[found["side"].strip("()")]
    return _FULL[found[0].removesuffix("s").removesuffix(".").upper()]


@cache
def _meanings() -> dict[str, str]:
    return {str(short): full for short, full in phrases("abbreviations")["words"].items()}


@cache
def _words() -> re.Pattern[str]:
    """Those with a capital as they stand; those without also at the start of a sentence."""
    forms = []
    for short in sorted(_meanings(), key=len, reverse=True):
        form = re.escape(short)
        forms.append(
            form if short != short.lower() else f"[{short[0]}{short[0].upper()}]{re.escape(short[1:])}"
        )
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


def _key(found: str) -> str:
    return found if found in _meanings() else found[0].lower() + found[1:]


@cache
def _per() -> re.Pattern[str]:
    units = "|".join(phrases("abbreviations")["per"])
    return re.compile(rf"(?:(?<=times)|(?<=[a-z\d]))\s?/\s?(?=(?:{units})s?\b)", re.IGNORECASE)


def _compound(found: re.Match[str]) -> str:
    return str((_TENS.index(found[1].lower()) + 2) * 10 + _ONES.index(found[2].lower()) + 1)


def _hundreds(found: re.Match[str]) -> str:
    head = 1 if found[1].lower() == "a" else _ONES.index(found[1].lower()) + 1
    rest = found[2] or "0"
    return str(head * 100 + (int(rest) if rest.isdigit() else NUMBER_WORDS[rest.lower()]))
