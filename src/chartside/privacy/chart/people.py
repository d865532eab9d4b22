"""Reads a person's name as charts hold it: `Mrs. Dana Boone (mother)`, `Marquez, Dana`, `Alan Cho, MD`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from nicknames import NickNamer

from chartside.privacy.lexicon import cues, members
from chartside.privacy.note import fold

_BRACKETS = re.compile(r"[(\"]([^()\"]*)[)\"]")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*\.?")


@dataclass(frozen=True)
class Person:
    """The words of a name in lower case: each part of a hyphenated one is a word; single letters are none.

    Attributes:
        given: all but the family name.
        family: the parts of the family name, without particles.
        whole: the family name run together, with its particles (`delacruz`).
        particles: `de`, `la`.
        organisation: what followed a comma and is no person (`Lakeside Family Practice`).
    """

    given: tuple[str, ...]
    family: tuple[str, ...]
    whole: str
    particles: tuple[str, ...]
    organisation: str = ""


def read_person(text: str) -> Person:
    """Read a name written in one piece."""
    plain = fold(text)
    in_brackets: list[str] = []
    if "(" in plain or '"' in plain:
        in_brackets = [word for inside in _BRACKETS.findall(plain) for word in _name_words(inside)]
        plain = _BRACKETS.sub(" ", plain)
    parts = [part.strip() for part in plain.split(",") if part.strip()]
    if not parts:
        return person((), (), ())
    first = _name_words(parts[0])
    rest = [part for part in parts[1:] if not _is_credential(part)]
    organisation = next((part for part in rest if _is_organisation(part)), "")
    others = [word for part in rest if not _is_organisation(part) for word in _name_words(part)]
    if others:
        return person(others, first, in_brackets, organisation)
    if len(first) == 1 and _has_honorific(parts[0]):
        return person((), first, in_brackets, organisation)
    cut = _family_begins(first)
    return person(first[:cut], first[cut:], in_brackets, organisation)


def person(
    given: Iterable[str], family: Iterable[str], nicknames: Iterable[str] = (), organisation: str = ""
) -> Person:
    """Put a person together from the words of each part."""
    particles = members().lists["particles"]
    family = [word for word in family if word.lower() not in members().lists["suffixes"]]
    return Person(
        tuple(
            part
            for place, word in enumerate((*given, *nicknames))
            for part in _parts(word)
            if part not in particles or place == 0
        ),
        tuple(part for word in family for part in _parts(word) if part not in particles),
        "".join(part.replace("'", "") for word in family for part in word.lower().split("-")),
        tuple(word.lower() for word in family if word.lower() in particles),
        organisation,
    )


def name_words(text: str) -> list[str]:
    """The words of a part of a name, without honorifics, relations and credentials."""
    return _name_words(fold(text))


@cache
def short_forms(given: str) -> frozenset[str]:
    """Nicknames of a given name and the names it is a nickname of, in lower case, two letters or more."""
    namer = _namer()
    return frozenset(it for it in namer.nicknames_of(given) | namer.canonicals_of(given) if len(it) > 1)


@cache
def _namer() -> NickNamer:
    return NickNamer()


def _name_words(text: str) -> list[str]:
    words = [word.rstrip(".") for word in _WORD.findall(text)]
    dropped = _no_name_words()
    return [word for word in words if word.lower() not in dropped]


@cache
def _no_name_words() -> frozenset[str]:
    return cues()["honorifics"] | cues()["relations"] | members().lists["suffixes"]


@cache
def _credentials() -> frozenset[str]:
    known = cues()["provider_credentials"] | cues()["therapy_credentials"]
    return frozenset(word.lower() for word in known) | members().lists["suffixes"]


@cache
def _organisation_words() -> frozenset[str]:
    return members().lists["organisation_generic"] | cues()["school_words"] | cues()["facility_words"]


def _parts(word: str) -> list[str]:
    """`O'Brien-Walsh` gives obrien and walsh; single letters give nothing."""
    parts = [part.replace("'", "") for part in word.lower().split("-")]
    return [part for part in parts if len(part) > 1]


def _has_honorific(text: str) -> bool:
    return any(word.lower().rstrip(".") in cues()["honorifics"] for word in text.split())


def _family_begins(words: list[str]) -> int:
    """Where the family name begins: its particles belong to it."""
    cut = len(words) - 1
    if cut < 1:
        return len(words)
    while cut and words[cut - 1].lower() in members().lists["particles"]:
        cut -= 1
    return cut


def _is_credential(text: str) -> bool:
    words = text.replace(",", " ").split()
    return all(word.lower().rstrip(".") in _credentials() for word in words)


def _is_organisation(text: str) -> bool:
    words = {word.lower() for word in text.split()}
    return len(words) > 1 and not words.isdisjoint(_organisation_words())
