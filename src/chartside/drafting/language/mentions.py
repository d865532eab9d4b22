"""Words by what they stand for: lists of phrases under a name, found in one pass over a text.

A list is written as phrases with commas between them. A word stands for all its forms; `strengthen*` for
every word that begins so; `..` for up to four words between; `=US` for exactly these letters.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chartside.drafting.language.words import stem

_TOKEN = re.compile(r"(?<![\w/])/[^\W\d_]{1,3}/(?!\w)|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:\.\d+)?|[<>]")
_GAP = 4
_HEAD = 3


@dataclass(frozen=True)
class Token:
    """One word, number or sound (`/r/`) of a text, with its stem and place."""

    raw: str
    stem: str
    start: int
    end: int


@dataclass(frozen=True)
class Mention:
    """A phrase of the list `name`, from token `first` to token `last`."""

    name: str
    first: int
    last: int


def tokens(text: str) -> list[Token]:
    """The words, numbers and sounds of a text, in order."""
    return [Token(m.group(), stem(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(text)]


@dataclass(frozen=True)
class _Part:
    """One word of a phrase; `gap`: how many words may stand before it."""

    word: str
    kind: str
    gap: int

    def fits(self, token: Token) -> bool:
        if self.kind == "exact":
            return token.raw == self.word
        if self.kind == "prefix":
            return token.raw.lower().startswith(self.word)
        return token.stem == self.word


class Concepts:
    """Lists of phrases, ready to be looked for."""

    def __init__(self, lists: Mapping[str, str]) -> None:
        """Compile the lists.

        Args:
            lists: the phrases of each name, commas between them.
        """
        self._by_head: dict[str, list[tuple[str, tuple[_Part, ...]]]] = {}
        for name, text in lists.items():
            for phrase in dict.fromkeys(text.split(",")):
                if parts := _parts(phrase):
                    self._by_head.setdefault(_key(parts[0]), []).append((name, parts))

    def find(self, words: list[Token]) -> list[Mention]:
        """Every phrase of every list in these words, in order of place; phrases may overlap."""
        found = []
        for place, token in enumerate(words):
            for key in (f"={token.raw}", token.stem, f"{token.raw[:_HEAD].lower()}*", f"{token.raw[:1]}*"):
                for name, parts in self._by_head.get(key, ()):
                    if parts[0].fits(token) and (last := _rest(words, place, parts)) is not None:
                        found.append(Mention(name, place, last))
        return found


def _key(part: _Part) -> str:
    if part.kind == "exact":
        return f"={part.word}"
    return f"{part.word[:_HEAD]}*" if part.kind == "prefix" else part.word


def _rest(words: list[Token], place: int, parts: Iterable[_Part]) -> int | None:
    """The place of the last word when the rest of a phrase follows its first word, else None."""
    here = place
    for part in list(parts)[1:]:
        reach = words[here + 1 : here + 2 + part.gap]
        step = next((step for step, token in enumerate(reach, 1) if part.fits(token)), None)
        if step is None:
            return None
        here += step
    return here


def _parts(phrase: str) -> tuple[_Part, ...]:
    found: list[_Part] = []
    gap = 0
    for written in phrase.split():
        if written == "..":
            gap = _GAP
            continue
        exact, prefix = written.startswith("="), written.endswith("*")
        if exact:
            found.append(_Part(written[1:], "exact", gap))
        elif prefix:
            found.append(_Part(written[:-1].lower(), "prefix", gap))
        else:
            for place, token in enumerate(tokens(written)):
                found.append(_Part(token.stem, "stem", 0 if place else gap))
        gap = 0
    return tuple(found)
