"""A text as the rules read it: folded characters, words with their places, the way back to the original."""

import re
from bisect import bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from unicodedata import combining, normalize

from chartside.privacy.lexicon import cue_tables

# Letters of other alphabets that look like ours, curly marks, dashes; and characters that have no width.
_ALIKE = str.maketrans(
    "’‘ʼ´`“”–—‑−‐\u00a0\u2007\u202fаеорсухіАЕОРСУХІВКМНТ",
    "'''''\"\"-----   aeopcyxiAEOPCYXIBKMHT",
    "\u200b\u200c\u200d\u2060\ufeff\u00ad",
)
_WIDTHLESS = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_DOTTED = re.compile(r"\w\.[A-Za-z]")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]+(?:'[^\W\d_]+)*")
# What a scanner confuses: towards letters in a word, towards digits in a number.
_AS_LETTERS = str.maketrans("0135!|8i", "olesllbl")
_AS_DIGITS = str.maketrans("oOlLiIsSbBzZ|", "0011115588221")
_SENTENCE_END = re.compile(r"[.!?:;\n\r•*>|(\[\"]")


def fold(text: str) -> str:
    """The text without accents, with plain marks; other characters stay."""
    if text.isascii():
        return text
    return "".join(c for c in normalize("NFKD", text.translate(_ALIKE)) if not combining(c))


def letters_of(word: str) -> str:
    """A lower-case word as a scanner may have seen it: `5te11a`, `stella` and `stelia` give one key."""
    return word.translate(_AS_LETTERS).replace("rn", "m")


def digits_of(mark: str) -> str:
    """A number as a scanner may have seen it: `OO48l3` and `004813` give one key."""
    return mark.translate(_AS_DIGITS)


@lru_cache(maxsize=16384)
def phrase_key(word: str) -> str:
    """The key by which a word of a phrase is compared: one for `Road` and `Rd`, for `B1uff` and `Bluff`."""
    digits = 0 if word.isalpha() else sum(c.isdigit() for c in word)
    if digits * 2 >= len(word):
        return digits_of(word)
    key = letters_of(word)
    return _spellings().get(key, key)


@cache
def _spellings() -> dict[str, str]:
    """Long and short forms of words of addresses and schools, as keys."""
    return {letters_of(long): letters_of(short) for long, short in cue_tables()["street_spellings"].items()}


def words_of(text: str) -> list[str]:
    """The words of a folded text, as typed."""
    return _WORD.findall(fold(text))


def low_of(word: str) -> str:
    """A word in lower case, without apostrophes and a possessive ending."""
    low = word.lower()
    return low.removesuffix("'s").replace("'", "") if "'" in low else low


def keys_of(text: str) -> tuple[str, ...]:
    """The words of a text as phrases compare them."""
    return tuple(phrase_key(low_of(word)) for word in words_of(text))


@dataclass(frozen=True)
class Note:
    """One text. Words are numbered; `starts` and `ends` are their places in `plain`.

    Attributes:
        plain: the folded text; every place of the rules is a place in it.
        words: as typed; `lows` are in lower case, without apostrophes and a possessive ending.
    """

    text: str
    plain: str
    words: list[str]
    lows: list[str]
    starts: list[int]
    ends: list[int]
    origin: list[int] | None = None

    @classmethod
    def read(cls, text: str) -> "Note":
        """Read a text."""
        plain, origin = (text, None) if text.isascii() else _folded(text)
        places = [match.span() for match in _WORD.finditer(plain)]
        words = [plain[start:end] for start, end in places]
        lows = [word.lower() for word in words]
        if "'" in plain:
            lows = [low_of(low) for low in lows]
        return cls(text, plain, words, lows, [it[0] for it in places], [it[1] for it in places], origin)

    def __len__(self) -> int:
        return len(self.words)

    def gap(self, left: int, right: int) -> str:
        """What stands between two words."""
        return self.plain[self.ends[left] : self.starts[right]]

    def where(self, words: Container[str]) -> list[int]:
        """The numbers of the words that are among `words`, in lower case."""
        return [place for place, low in enumerate(self.lows) if low in words]

    def low(self, place: int) -> str:
        """The word there in lower case, empty outside the text."""
        return self.lows[place] if 0 <= place < len(self.lows) else ""

    def word(self, place: int) -> str:
        """The word there as typed, empty outside the text."""
        return self.words[place] if 0 <= place < len(self.words) else ""

    def capital(self, place: int) -> bool:
        """Whether the word there begins with a capital."""
        return 0 <= place < len(self.words) and self.words[place][0].isupper()

    def before(self, place: int) -> str:
        """What stands between a word and the one before it (from the beginning, for the first)."""
        return self.plain[self.ends[place - 1] if place else 0 : self.starts[place]]

    def after(self, place: int) -> str:
        """What stands between a word and the next one (to the end of the text, for the last)."""
        end = self.starts[place + 1] if place + 1 < len(self.starts) else len(self.plain)
        return self.plain[self.ends[place] : end]

    def begins_sentence(self, place: int) -> bool:
        """Whether a word stands first, or after a mark that ends a sentence or opens a list."""
        return place == 0 or bool(_SENTENCE_END.search(self.before(place)))

    def place_at(self, offset: int) -> int:
        """The number of the first word that ends after an offset."""
        return bisect_right(self.ends, offset)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different words, in lower case."""
        return frozenset(self.lows)

    @cached_property
    def digits(self) -> int:
        """How many digits there are."""
        return len(_DIGIT.findall(self.plain))

    @cached_property
    def numerals(self) -> list[int]:
        """Where words with a digit begin."""
        if not self.digits:
            return []
        return [start for start, word in zip(self.starts, self.words, strict=True) if not word.isalpha()]

    def at_numerals(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches of a pattern that begins with a word with a digit, or with a bracket or plus before it.

        Looking nowhere else is what makes it fast.
        """
        plain, end = self.plain, -1
        for start in self.numerals:
            if start < end:
                continue
            marked = start > 0 and plain[start - 1] in "(+"
            match = (pattern.match(plain, start - 1) if marked else None) or pattern.match(plain, start)
            if match:
                end = match.end()
                yield match

    @cached_property
    def dotted(self) -> bool:
        """Whether a letter follows a dot directly, as in addresses and files."""
        return _DOTTED.search(self.plain) is not None

    @cached_property
    def keys(self) -> list[str]:
        """The words as phrases compare them."""
        return [phrase_key(low) for low in self.lows]

    @cached_property
    def joined(self) -> tuple[str, list[int]]:
        """All words run together with scanner's confusions folded to digits, and where each word begins."""
        begins, total = [], 0
        for low in self.lows:
            begins.append(total)
            total += len(low)
        return digits_of("".join(self.lows)), begins

    @cached_property
    def title_lines(self) -> list[tuple[int, int]]:
        """Places from and to of lines whose words mostly begin with capitals: headings, forms, capitals."""
        found, start = [], 0
        for line in self.plain.splitlines(keepends=True):
            long = [word for word in _WORD.findall(line) if len(word) > 3 and word.isalpha()]
            if len(long) >= 3 and sum(word[0].isupper() for word in long) >= 0.8 * len(long):
                found.append((start, start + len(line)))
            start += len(line)
        return found

    def in_title(self, place: int) -> bool:
        """Whether capitals say nothing on this word's line."""
        start = self.starts[place]
        return any(first <= start < last for first, last in self.title_lines)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Places of the original text for places of the folded one."""
        if self.origin is None:
            return start, end
        last = self.origin[end - 1] + 1
        while last < len(self.text) and combining(self.text[last]):
            last += 1
        return self.origin[start], last


def _folded(text: str) -> tuple[str, list[int]]:
    plain: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        if character.isascii():
            plain.append(character)
            origin.append(place)
        elif character not in _WIDTHLESS:
            for part in normalize("NFKD", character.translate(_ALIKE)):
                if not combining(part):
                    plain.append(part)
                    origin.append(place)
    return "".join(plain), origin
