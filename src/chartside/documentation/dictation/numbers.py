"""Numbers said in words, as digits: "twenty five minutes", "five out of eight", "half an hour"."""

import re
from collections.abc import Sequence
from functools import cache

from chartside.documentation.dictation.lexicon import any_of, pack
from chartside.drafting.language.data import phrases
from chartside.drafting.language.quantities import show

_UNITS = {
    name: value
    for value, name in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    )
}
_TEENS = {
    name: value
    for value, name in enumerate(
        ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"), 10
    )
} | {"nineteen": 19}
_TENS = {
    name: value
    for value, name in zip(
        range(20, 100, 10),
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
        strict=True,
    )
} | {"fourty": 40}
_SMALL = "|".join((*_UNITS, *_TEENS, *_TENS))
_PHRASE = re.compile(
    rf"(?<![\w'’])(?:(?:a"
    rf"|{_SMALL})[\s-]hundred(?:[\s-](?:and[\s-])?)?)?(?:(?:{'|'.join(_TENS)})[\s-](?:{'|'.join(_UNITS)})"
    rf"|{_SMALL})?"
    rf"(?:\s+point(?:\s+(?:{'|'.join(_UNITS)}))+)?(?![\w'’])",
    re.IGNORECASE,
)
_HALVES = (
    (re.compile(r"\b(?:a|one)?\s*half\s+(?:an|a)\s+hour\b|\bhalf[\s-]hour\b", re.IGNORECASE), "30 minutes"),
    (re.compile(r"\bthree[\s-]quarters of an hour\b", re.IGNORECASE), "45 minutes"),
    (re.compile(r"\b(?:a\s+)?quarter (?:of an|hour)\s*(?:hour)?\b", re.IGNORECASE), "15 minutes"),
    (re.compile(r"\b(?:an|one|1) hour and a half\b", re.IGNORECASE), "90 minutes"),
    (re.compile(r"\b(?:an|one|1) hour and (\w+(?:[\s-]\w+)?) minutes\b", re.IGNORECASE), ""),
)
_PRESSURE = re.compile(
    rf"\bone[\s-](?=(?:{'|'.join((*_TENS, *_TEENS))})\b[^,.]{{0,12}}\s(?:over)\b)", re.IGNORECASE
)
_TOTALS = (
    (re.compile(r"\b(\d+)\s+(?:out\s+of|outta)\s+(?:the\s+)?(\d+)\b"), r"\1 of \2"),
    (re.compile(r"\b(\d+)\s+for\s+(\d+)\b(?!\s*(?:min|hour|sec|day|week|month|\d))", re.IGNORECASE), ""),
    (re.compile(r"\b(\d+)\s*over\s*(\d+)\b", re.IGNORECASE), r"\1/\2"),
    (re.compile(r"\b(\d+)\s+by\s+(\d+)\b", re.IGNORECASE), r"\1 x \2"),
    (re.compile(r"\b(\d+)\s+sets?\s+of\s+(\d+)\b", re.IGNORECASE), r"\1 x \2"),
)
# A small number stands in figures only beside what it counts: "this one" and "one of his feet" are no counts.
_COUNTING_AFTER = re.compile(
    r"\s*(?:out\s+of|of\s+(?:the\s+)?(?=\S*\d|%s)|over|for\s+(?=\d|%s)|by\s+(?=\d|%s)|x\b|/)"
    % (3 * (_SMALL,)),
    re.IGNORECASE,
)
_COUNTING_BEFORE = re.compile(
    r"(?:\bof|\bfor|\bby|\bover|/|\blevel|\bgoal|\bgoal number|\bpain(?: level| score)?"
    r"|\b[SL]TG|\bx)\s*(?:is\s+|was\s+|a\s+|at\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)


def digits(text: str) -> str:
    """The text with its numbers in figures; what is no count stays in words."""
    for pattern, figure in _HALVES:
        if figure:
            text = pattern.sub(figure, text)
    text = _PRESSURE.sub("one hundred ", text)
    text = _PHRASE.sub(_figure, text)
    for pattern, shape in _TOTALS:
        text = pattern.sub(shape or _for_total, text)
    return text


def _for_total(found: re.Match[str]) -> str:
    fits = int(found[1]) <= int(found[2])
    return f"{found[1]} of {found[2]}" if fits else found[0]


def _figure(found: re.Match[str]) -> str:
    words = re.split(r"[\s-]+", found[0].lower().strip())
    if not found[0].strip() or words == ["a"]:
        return found[0]
    if len(words) == 1 and words[0] in _UNITS and not _counts(found, _UNITS[words[0]]):
        return found[0]
    return show(_value(words))


def is_attribute(value: float, unit: str, after: str) -> bool:
    """`Two step directions`, `five minute delay`: a number before a noun that names a kind of thing."""
    single = len(unit) > 3 and not unit.lower().endswith("s")
    return (
        value > 1
        and single
        and bool(re.match(r"\s+[^\W\d_]", after))
        and unit.lower() not in ("feet", "percent")
    )


def _counts(found: re.Match[str], value: int) -> bool:
    after, before = found.string[found.end() :], found.string[: found.start()]
    word = re.match(r"\s*[-]?\s*([^\W\d_]+|%)(?:\s+([^\W\d_]+))?", after)
    units = _unit_words()
    if _COUNTING_BEFORE.search(before):
        return True
    if word and is_attribute(value, word[1], after[word.end(1) :]):
        return False
    if word and (word[1].lower() in units or (word[2] or "").lower() in units - {"to", "in", "a"}):
        return True
    return bool(_COUNTING_AFTER.match(after) or _taken_back().match(after))


@cache
def _taken_back() -> re.Pattern[str]:
    """`four, no, five of eight`: what is taken back for another number was one."""
    marks = any_of([*pack()["corrections"]["weak"], *pack()["corrections"]["strong"]])
    return re.compile(rf"[\s,.;…—-]*(?:\b(?:{marks})\b[\s,.;…—-]*)+(?:\d|(?:{_SMALL})\b)", re.IGNORECASE)


def _unit_words() -> frozenset[str]:
    spellings = phrases("vocabulary")["units"].values()
    return frozenset(word for group in spellings for word in group if len(word) > 1) - {"in", "set"}


def _value(words: Sequence[str]) -> float:
    whole, fraction = list(words), ""
    if "point" in whole:
        at = whole.index("point")
        fraction = "".join(str(_UNITS[word]) for word in whole[at + 1 :])
        whole = whole[:at]
    total = 0.0
    for word in whole:
        if word == "hundred":
            total = max(total, 1) * 100
        elif word not in ("and", "a"):
            total += _UNITS.get(word, _TEENS.get(word, _TENS.get(word, 0)))
    return total + float(f"0.{fraction}") if fraction else total
