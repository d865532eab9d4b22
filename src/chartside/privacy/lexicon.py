"""The word lists of `packs/privacy`, compiled once: what announces an identifier, and what must stay."""

from collections.abc import Iterable, Mapping
from csv import DictReader
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from chartside.rulebook.files import read_yaml

_FOLDER = "chartside.packs"

Words = frozenset[str]


@cache
def _pack(name: str) -> dict[str, Any]:
    return read_yaml(files(_FOLDER).joinpath("privacy", f"{name}.yaml"))


def _words(value: str | Iterable[object]) -> Words:
    """A folded text or a list as a set; a folded text is split at spaces."""
    return frozenset(value.split() if isinstance(value, str) else map(str, value))


def _list(name: str) -> Words:
    text = files(_FOLDER).joinpath("privacy", f"{name}.dic").read_text(encoding="utf-8")
    return frozenset(text.split())


@cache
def english() -> Words:
    """English words and words of the field in lower case: what is not among them may be a name."""
    return _list("words") | _words(_pack("allow")["field_words"])


@cache
def given_names() -> Words:
    """Given names in lower case."""
    return _list("given_names")


@cache
def cues() -> Mapping[str, Words]:
    """The word lists of `cues.yaml`, each a set."""
    return {name: _words(value) for name, value in _pack("cues").items() if isinstance(value, str | list)}


@cache
def cue_tables() -> Mapping[str, Mapping[str, str]]:
    """The tables of `cues.yaml`: cue words of numbers by type, spellings, states."""
    return {name: value for name, value in _pack("cues").items() if isinstance(value, dict)}


@cache
def states() -> Words:
    """Names and abbreviations of states in lower case; a state may stay."""
    table = cue_tables()["states"]
    return frozenset(word.lower() for pair in table.items() for word in pair)


@dataclass(frozen=True)
class Days:
    """The words of dates.

    Attributes:
        lists: the word lists of `days.yaml`.
        numbers: months, ordinals and number words by their value.
        holidays: by their first word.
    """

    lists: Mapping[str, Words]
    numbers: Mapping[str, Mapping[str, int]]
    holidays: Mapping[str, tuple[tuple[str, ...], ...]]


@cache
def days() -> Days:
    """The words of `days.yaml`."""
    read = _pack("days")
    holidays: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(read["holidays"], key=len, reverse=True):
        words = tuple(phrase.replace("'s", "").replace(".", "").replace("'", "").split())
        holidays.setdefault(words[0], []).append(words)
    return Days(
        {name: _words(value) for name, value in read.items() if isinstance(value, str | list)},
        {name: value for name, value in read.items() if isinstance(value, dict)},
        {first: tuple(dict.fromkeys(phrases)) for first, phrases in holidays.items()},
    )


@cache
def context() -> Mapping[str, Words]:
    """How a name that is also a word is told from the word."""
    return {name: _words(value) for name, value in _pack("context").items() if isinstance(value, str | list)}


@dataclass(frozen=True)
class Members:
    """How the members of a chart are read: the kind of each name, and words that say nothing alone."""

    kinds: Mapping[str, str]
    ignored: Words
    lists: Mapping[str, Words]


@cache
def members() -> Members:
    """The table of `members.yaml`."""
    read = _pack("members")
    kinds = {str(word): kind for kind, names in read["kinds"].items() for word in names}
    lists = {name: _words(value) for name, value in read.items() if isinstance(value, list)}
    return Members(kinds, lists["ignored"], lists)


@dataclass(frozen=True)
class Allowed:
    """What stays.

    Attributes:
        eponyms: names of tests, signs and conditions in lower case.
        in_context: those that are also usual names: they stay only beside a word of `partners`.
        phrases: kept whole, by their first word.
            abbreviations: in lower case; of the field when written in capitals.
        codes: the procedure codes of the codes pack.
    """

    eponyms: Words
    in_context: Words
    partners: Words
    brands: Words
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    abbreviations: Words
    code_cues: Words
    dotted: Words
    codes: Words


@cache
def allowed() -> Allowed:
    """The allow list, with the names of the measures pack."""
    read = _pack("allow")
    in_context = _lower(read["eponyms_in_context"])
    eponyms = _lower(read["eponyms"]) - in_context
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in (*read["phrases"], *_instruments()):
        words = tuple(phrase.lower().replace("'s", "").replace("-", " ").replace(".", "").split())
        if len(words) > 1:
            phrases.setdefault(words[0], []).append(words)
    return Allowed(
        eponyms,
        in_context,
        _lower(read["partners"]),
        _lower(read["brands"]),
        {first: tuple(sorted(set(found), key=lambda it: (-len(it), it))) for first, found in phrases.items()},
        _lower(read["abbreviations"].replace("/", " ")) | {row["id"].lower() for row in _measures()},
        _lower(read["code_cues"]),
        _lower(read["dotted"]),
        frozenset(row["code"] for row in _rows("codes", "therapy_codes.csv")),
    )


def _instruments() -> list[str]:
    """Names of the measures pack that are phrases of plain words."""
    names = [row["name"].split(" - ")[0].split("(")[0].strip() for row in _measures()]
    return [name for name in names if name.replace(" ", "").replace("-", "").isalpha()]


@cache
def _measures() -> list[dict[str, str]]:
    return _rows("measures", "outcome_measures.csv")


def _rows(folder: str, name: str) -> list[dict[str, str]]:
    text = files(_FOLDER).joinpath(folder, name).read_text(encoding="utf-8")
    return list(DictReader(text.splitlines()))


def _lower(text: str) -> Words:
    """Every word, and every part of a hyphenated one, in lower case without apostrophes."""
    found = set()
    for word in text.lower().replace("'", "").split():
        found |= {word, *word.split("-")} - {""}
    return frozenset(found)
