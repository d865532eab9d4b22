"""The amounts that a sentence claims, each with its unit and the role that the sentence gives it."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from chartside.drafting.language.data import word_set
from chartside.drafting.language.quantities import Quantity, unit_of
from chartside.drafting.language.words import stem
from chartside.drafting.verifier.reading import Reading

_SECONDS = {"s": 1.0, "min": 60.0, "h": 3600.0}
_COUNTS = frozenset({"", "rep", "trial", "time", "set"})
_STRICT = frozenset(
    {
        "%",
        "clock",
        "day",
        "week",
        "month",
        "year",
        "visit",
        "unit",
        "cue",
        "lb",
        "kg",
        "cm",
        "mm",
        "ft",
        "m",
        "in",
        "ml",
    }
)
_UNIT_BEFORE = re.compile(r"\b([a-z]+)(?:\s+(?:were|was|is|are|of|total\w*)|\s*[:=])\s*$", re.IGNORECASE)
# `down from 8 last session`: the unit is that of the number before.
_ROLE_NOUNS = frozenset({"last", "previou", "baselin", "initial", "todai", "at"})
_AGED = re.compile(r"\b(?:age|aged)\s*$", re.IGNORECASE)
_JOINT = re.compile(r"^\s*(?:to|-|–|and|or|versus|,)\s*$", re.IGNORECASE)

_LISTED = re.compile(r"\s+(?:on|of|for|in|with|to)\s+(?!\d)", re.IGNORECASE)

_VALUED = r"(?:\s+(?:score|value|level|distance|of|was|is|at|date|he|she|they|walked))*[\s:(=]*"
_ROLE_BEFORE = re.compile(
    r"(?:\b(?P<target>targets?|goal|criterion|aim|toward|towards)\b(?!\s*\d)(?:\s+[a-z]+){0,3}[\s:(=]*"
    rf"|\b(?P<baseline>baseline|initially|initial|evaluation|start of care){_VALUED}"
    rf"|\b(?P<last>previously|previous|last (?:visit|session|time|week|note|report)|prior){_VALUED}"
    r"|\b(?P<now>now|currently|today|current|this (?:visit|session|date))"
    r"(?:\s+(?:is|was|at|of|a|an|with|has|score|level))*[\s:(=]*"
    r"|\b(?P<earlier>from|(?<=\()was|(?<=\()were|compared (?:to|with)|versus last)[\s:(=]*(?:a |an )?"
    r"|\b(?P<later>to)\s*)$",
    re.IGNORECASE,
)
_ROLE_AFTER = re.compile(
    r"^[\s-]*(?:[^\W\d_]+\s+|[%°]\s*)?[(]?(?:at|on|in|during|as of)?\s*(?:the\s+|her\s+|his\s+|their\s+)?"
    r"(?:(?P<baseline>baseline|evaluation|initially|initial|start of care|intake)"
    r"|(?P<now>today|now|currently|this (?:visit|session))"
    r"|(?P<last>last (?:visit|session|time|week)|previously|previous|prior)"
    r"|(?P<target>goal|target|criterion)\b"
    r"|(?P<before>before|pre-?\w*)\b|(?P<after>after|post-?\w*|following)\b)"
    r"(?!\s*(?:[:=]|of\b|was\b|is\b|\d))",
    re.IGNORECASE,
)
_TO_LATER = re.compile(r"^\s*(?:[^\W\d_]+|[%°])?\s*to\s+\(?-?\d", re.IGNORECASE)
_FITTING = {
    "baseline": {"baseline", "start"},
    "last": {"last", "start"},
    "now": {"now", "end"},
    "target": {"target"},
    "earlier": {"baseline", "last", "start"},
    "later": {"now", "end", "target"},
    "before": {"start", "last", "baseline"},
    "after": {"end", "now"},
}


@dataclass(frozen=True)
class Amount:
    """One number with what it counts: `scale` is its unit class, empty for a bare count."""

    value: float
    scale: str
    noun: str
    start: int
    end: int
    before: str = ""
    plus: bool = False

    def fits(self, other: "Amount") -> bool:
        """Whether two amounts may be compared at all."""
        if self.scale == other.scale:
            return True
        bare = self.scale if not other.scale else other.scale if not self.scale else None
        return bare is not None and bare not in _STRICT

    def same(self, other: "Amount") -> bool:
        """Whether both say the same."""
        return self.fits(other) and abs(self.value - other.value) < 1e-6


@lru_cache(maxsize=6000)
def amounts(reading: Reading) -> tuple[Amount, ...]:
    """Every single number of a text, parts of scores and doses not among them."""
    found: list[Amount] = []
    several, last_unit = reading.atoms.quantities, ""
    for place, quantity in enumerate(several):
        unit, noun = (
            quantity.unit,
            "" if quantity.noun in _particles() and quantity.noun not in _ROLE_NOUNS else quantity.noun,
        )
        if not unit and not noun and place + 1 < len(several):
            following = several[place + 1]
            if _JOINT.match(reading.atoms.text[quantity.end : following.start]):
                unit, noun = following.unit, following.noun
        if not unit and not noun and (lead := _UNIT_BEFORE.search(reading.atoms.text[: quantity.start])):
            unit = unit_of(lead[1])
        if not unit and (noun in _ROLE_NOUNS or _is_listed(reading.atoms.text, several, place)):
            unit = last_unit
        last_unit = unit or last_unit
        if not unit and _AGED.search(reading.atoms.text[: quantity.start]):
            unit = "year"
        found.append(_amount(quantity, unit, "" if noun in _ROLE_NOUNS else noun))
    return tuple(found)


@cache
def _particles() -> frozenset[str]:
    return frozenset(stem(word) for word in word_set("plain_words", "particles"))


def is_particle(word: str) -> bool:
    """Whether a word beside a number names nothing: `to`, `from`, `was`."""
    return stem(word) in _particles()


def _is_listed(text: str, several: list[Quantity], place: int) -> bool:
    """`Ten minutes of stretching and fifteen of practice`: the second number has the unit of the first."""
    if not place:
        return False
    before, after = text[several[place - 1].end : several[place].start], text[several[place].end :]
    return bool(_LISTED.match(after)) and bool(re.search(r"(?:,|\band)\s*$", before)) and "." not in before


def _amount(quantity: Quantity, unit: str, noun: str) -> Amount:
    if unit in _SECONDS:
        return Amount(
            quantity.value * _SECONDS[unit], "clock", noun, quantity.start, quantity.end, quantity.before
        )
    scale = "" if unit in _COUNTS else unit
    return Amount(quantity.value, scale, noun, quantity.start, quantity.end, quantity.before)


@lru_cache(maxsize=6000)
def held_amounts(reading: Reading) -> tuple[Amount, ...]:
    """What a statement holds: its numbers, and the parts of its scores and doses."""
    found = list(amounts(reading))
    for first, second, start, end in (*reading.atoms.scores, *reading.atoms.doses):
        found += [Amount(first, "", "", start, end), Amount(second, "", "", start, end)]
    return tuple(found)


def role_at(text: str, start: int, end: int) -> str:
    """The role that the words around an amount give it, or empty."""
    before = re.split(r"[.;]\s", text[max(0, start - 60) : start])[-1]
    after = re.split(r"[.;,]", text[end : end + 45])[0]
    named = _ROLE_AFTER.match(after)
    if named and named.lastgroup in ("baseline", "last", "now", "target"):
        return named.lastgroup
    lead = _ROLE_BEFORE.search(before)
    if lead and lead.lastgroup != "later":
        return lead.lastgroup or ""
    if named:
        return named.lastgroup or ""
    if _TO_LATER.match(after):
        return "earlier"
    if lead and re.search(r"\d\S*\s*(?:[^\W\d_]+\s+)?(?:[^\W\d_]+\s+){0,4}to\s*$", before):
        return "later"
    return ""


def role_fits(said: str, held: str) -> bool:
    """Whether an amount told in one role may be the one that a statement holds in another."""
    return not said or not held or held in _FITTING.get(said, {said})
