"""A chart compiled: every form of its identifiers, ready to be looked up word by word."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from chartside.privacy.chart.people import short_forms
from chartside.privacy.lexicon import english
from chartside.privacy.model import IdentifierType
from chartside.privacy.note import digits_of, letters_of, low_of, phrase_key, words_of

_SEPARATORS = re.compile(r"[\W_]+")
LEAST_NUMBER = 4
LEAST_TYPO = 4


class KnownWord(NamedTuple):
    """A single word that identifies.

    Attributes:
        common: it is also an English word, or very short: it needs context.
        sure: it stands in the chart; a nickname that we thought of must at least begin with a capital.
    """

    type: IdentifierType
    common: bool
    sure: bool = True
    family: bool = False


class KnownPhrase(NamedTuple):
    """Several words that identify together; `anchor` is the most telling of them."""

    keys: tuple[str, ...]
    anchor: int
    type: IdentifierType


@dataclass
class Known:
    """The forms of a chart's identifiers.

    Attributes:
        words: by the word in lower case; `letters` by what a scanner makes of it.
        glued: names run together, as user names do.
        phrases: by the key of the anchor.
        numbers: run together, with scanner's confusions folded to digits; `short` ones need a cue.
        marks: mail and web addresses and handles, found as they are, in lower case.
        initials: of the patient, in lower case; `acronyms` are those of organisations.
        days: month and day of every date in the chart.
    """

    words: dict[str, KnownWord] = field(default_factory=dict)
    letters: dict[str, KnownWord] = field(default_factory=dict)
    glued: dict[str, KnownWord] = field(default_factory=dict)
    phrases: dict[str, list[KnownPhrase]] = field(default_factory=dict)
    numbers: dict[str, IdentifierType] = field(default_factory=dict)
    short: dict[str, IdentifierType] = field(default_factory=dict)
    marks: dict[str, IdentifierType] = field(default_factory=dict)
    initials: set[str] = field(default_factory=set)
    acronyms: dict[str, IdentifierType] = field(default_factory=dict)
    particles: set[str] = field(default_factory=set)
    days: set[tuple[int, int]] = field(default_factory=set)

    def add_word(self, low: str, kind: IdentifierType, *, sure: bool = True, family: bool = False) -> None:
        """A word in lower case; one that is known already keeps its first kind."""
        if len(low) < 2 or not low.isalnum():
            return
        found = self.words.get(low)
        if found and (found.sure or not sure):
            return
        word = KnownWord(kind, low in english() or len(low) == 2, sure, family)
        self.words[low] = word
        if sure and len(low) >= LEAST_TYPO:
            self.letters.setdefault(letters_of(low), word)

    def add_phrase(self, text: str, kind: IdentifierType, generic: frozenset[str] = frozenset()) -> None:
        """Words that count only in this order; one word alone is `add_word`."""
        lows = [low_of(word) for word in words_of(text)]
        if len(lows) < 2:
            return
        keys = tuple(map(phrase_key, lows))
        dictionary = english()
        weight = [
            (key not in generic, lows[place] not in dictionary, len(key), -place)
            for place, key in enumerate(keys)
        ]
        anchor = weight.index(max(weight))
        phrase = KnownPhrase(keys, anchor, kind)
        found = self.phrases.setdefault(keys[anchor], [])
        if phrase not in found:
            found.append(phrase)

    def add_number(self, text: str, kind: IdentifierType) -> None:
        """A number or mark, in every way its parts may be separated."""
        mark = digits_of(_SEPARATORS.sub("", text.lower()))
        if mark in self.numbers or not mark:
            return
        tail = mark.lstrip("abcdefghijklmnopqrstuvwxyz")
        for form in {mark, tail, tail.lstrip("0")}:
            if len(form) >= LEAST_NUMBER and not _is_year(form):
                self.numbers.setdefault(form, kind)
        if len(mark) < LEAST_NUMBER or _is_year(mark):
            self.short.setdefault(mark, kind)

    def add_mark(self, text: str, kind: IdentifierType) -> None:
        """An address or handle, found as it is."""
        if len(text) > 1:
            self.marks.setdefault(text.lower(), kind)


@lru_cache(maxsize=4096)
def nicknames_as_words(given: str) -> dict[str, KnownWord]:
    """The short forms of a given name; they identify only with a capital."""
    dictionary = english()
    return {
        low: KnownWord(IdentifierType.NAME, low in dictionary or len(low) == 2, sure=False)
        for low in short_forms(given)
    }


def _is_year(mark: str) -> bool:
    return len(mark) == 4 and mark[:2] in ("19", "20") and mark.isdigit()
