"""The words of `packs/phrases/dictation.yaml`, compiled once."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from chartside.drafting.language.data import phrases


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of these words or phrases, the longest first."""
    ordered = sorted({word.lower() for word in words}, key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered)


@cache
def pack() -> dict[str, Any]:
    """The pack itself; callers must not change it."""
    return phrases("dictation")


@cache
def matcher(*path: str) -> re.Pattern[str]:
    """Finds any entry of the list at a path of the pack, as whole words, whatever the case."""
    found: Any = pack()
    for name in path:
        found = found[name]
    return re.compile(rf"(?<![\w'’-])(?:{any_of(found)})(?![\w'’])", re.IGNORECASE)


@cache
def opener(*path: str) -> re.Pattern[str]:
    """The same, only at the beginning and with what stands between the words."""
    return re.compile(rf"[\s,.;:…—-]*(?:{matcher(*path).pattern})[\s,.;:…—-]*", re.IGNORECASE)


@cache
def closer(*path: str) -> re.Pattern[str]:
    """The same, only at the end."""
    return re.compile(rf"[\s,.;:…—-]*{matcher(*path).pattern}[\s,.;:…—-]*$", re.IGNORECASE)


@cache
def people() -> dict[str, str]:
    """Every word for a person, Spanish ones too, with the name that a draft uses."""
    known = {name: group[0] for group in phrases("vocabulary")["people"] for name in group}
    spanish: dict[str, str] = pack()["spanish"]["people"]
    return spanish | known


@cache
def any_person() -> str:
    """A pattern for any of them."""
    return any_of(people())


def person(word: str) -> str:
    """The person that a word names, or an empty text."""
    return people().get(word.lower().strip(" .:,"), "")


_NAMED = r"(?:(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+)?[A-Z][a-zà-ÿ’'-]+(?:\s[A-Z][a-zà-ÿ’'-]+)?"


def without_name(text: str) -> str:
    """The text without a person's name as its subject ("Theo worked on", "Mr. Jones did")."""
    found = re.match(rf"{_NAMED}\s+(?=[a-z])", text)
    after = text[found.end() :] if found else ""
    verb = matcher("activity_openers").match(after)
    return after if verb and len(verb[0]) > 2 else text


@cache
def corrects() -> re.Pattern[str]:
    """A piece that begins by taking something back."""
    marks = pack()["corrections"]
    return re.compile(rf"\W*(?:{any_of([*marks['strong'], *marks['drops']])})\b", re.IGNORECASE)


def without_openers(text: str, *paths: tuple[str, ...]) -> str:
    """The text without the entries of these lists that it begins with, however many there are."""
    before = None
    while before != text:
        before = text
        for path in paths:
            found = opener(*path).match(text)
            if found:
                text = text[found.end() :]
    return text


def without_closers(text: str, *path: str) -> str:
    """The text without the entries of this list that it ends with, however many there are."""
    before = None
    while before != text:
        before, text = text, closer(*path).sub("", text)
    return text
