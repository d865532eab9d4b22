"""The raw strings of a chart, looked for as they stand: the door's own last look at what is about to leave.

Deliberately simple and independent of the detector: no rule that both share can be wrong in both.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from chartside.privacy.door.day_offsets import find_dates, spellings
from chartside.privacy.door.finders import ChartShape, Finder, Finders

_PHONE = re.compile(r"(?<![\w-])(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])?\d{3}[ .-]\d{4}(?![\w-])")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_SOCIAL = re.compile(r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)")
# Members that name no person, place or number of the patient's.
_NO_IDENTIFIER = frozenset({"sex", "payer", "state", "pronouns", "language"})
_CLASSES = {
    **dict.fromkeys(("phones", "phone", "fax"), "PHONE"),
    **dict.fromkeys(("emails", "email"), "EMAIL"),
    **dict.fromkeys(("mrn", "member_id", "group_number", "ssn", "account_number", "auth_numbers"), "ID"),
    "address": "ADDRESS",
    "dob": "DATE",
    "other": "OTHER",
}
_SHORTEST = 2
_FEWEST_DIGITS = 4
_LONG_NUMBER = 7


@dataclass(frozen=True)
class Hit:
    """One place in a text."""

    start: int
    end: int
    type: str


@dataclass(frozen=True)
class ChartStrings:
    """Every string of one chart, ready to be looked for."""

    chart: ChartShape

    def find(self, text: str) -> list[Hit]:
        """Where a string of the chart stands: names with a capital, numbers by their letters and digits."""
        folded = _fold(text)
        if len(folded) != len(text):
            folded = text.lower()
        return [*self._words(text, folded), *self._numbers(text)]

    @cached_property
    def _names(self) -> list[tuple[str, str]]:
        found = {_fold(part): _class(kind) for kind, value in _leaves(self.chart) for part in _parts(value)}
        return sorted(found.items(), key=lambda pair: -len(pair[0]))

    @cached_property
    def _ids(self) -> list[tuple[re.Pattern[str], str]]:
        found = []
        for kind, value in _leaves(self.chart):
            plain = re.sub(r"[^0-9A-Za-z]", "", value.removeprefix("+1"))
            if sum(letter.isdigit() for letter in plain) >= _FEWEST_DIGITS:
                # Short numbers stand as they are written; in long ones people move the hyphens.
                gap = r"[ .()/-]{0,2}" if len(plain) >= _LONG_NUMBER else ""
                spelled = gap.join(plain)
                found.append(
                    (re.compile(rf"(?<![0-9A-Za-z]){spelled}(?![0-9A-Za-z])", re.IGNORECASE), _class(kind))
                )
        return found

    def _words(self, text: str, folded: str) -> Iterator[Hit]:
        for name, kind in self._names:
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", folded):
                # A name that is written small is a word far more often than a name (`will`, `art`, `may`).
                if text[match.start()].isupper() or " " in name or not name.isalpha():
                    yield Hit(match.start(), match.end(), kind)

    def _numbers(self, text: str) -> Iterator[Hit]:
        for pattern, kind in self._ids:
            for match in pattern.finditer(text):
                yield Hit(match.start(), match.end(), kind)


def chart_finders(chart: ChartShape, clinic: ChartShape | None = None) -> Finders:
    """Finders that know the chart's strings and the plainest patterns; `clinic`'s own numbers are left."""
    strings = ChartStrings(chart)
    own = {re.sub(r"\D", "", value) for _, value in _leaves(clinic or {})} - {""}

    def first(text: str) -> list[Hit]:
        return [*strings.find(text), *_patterns(text, own)]

    return Finders(first, strings.find)


def both(one: Finder, other: Finder) -> Finder:
    """What either of two finders finds."""
    return lambda text: [*one(text), *other(text)]


def _patterns(text: str, own: set[str]) -> Iterator[Hit]:
    for pattern, kind in ((_SOCIAL, "SSN"), (_PHONE, "PHONE"), (_MAIL, "EMAIL"), (_LINK, "URL")):
        for match in pattern.finditer(text):
            if re.sub(r"\D", "", match.group()) not in own:
                yield Hit(match.start(), match.end(), kind)
    for found in find_dates(text):
        yield Hit(found.start, found.end, "DATE")


def _class(member: str) -> str:
    """The class of identifiers that a member of the chart holds; what is not known is a name."""
    return _CLASSES.get(member, "NAME")


def _fold(text: str) -> str:
    """Small letters without accents, one for each letter."""
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text).lower()


def _leaves(value: object, kind: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in _NO_IDENTIFIER:
                yield from _leaves(part, kind or str(name))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _leaves(part, kind)
    elif isinstance(value, str | int) and not isinstance(value, bool):
        yield kind, str(value)


def _parts(value: str) -> Iterator[str]:
    """The whole string, the spellings of a date, and each word of a name."""
    text = value.strip()
    with suppress(ValueError):
        yield from spellings(date.fromisoformat(text))
    if len(text) < _SHORTEST:
        return
    yield text
    words = re.split(r"[\s,]+", text)
    if 1 < len(words) <= 4 and not re.search(r"\d", text):
        yield from (word for word in words if len(word) > _SHORTEST)
