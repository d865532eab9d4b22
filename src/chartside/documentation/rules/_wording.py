"""The words that rules look for: `packs/documents/wording.yaml`, read once."""

import re
from functools import cache
from typing import Any

from chartside.drafting.language.data import load_yaml, pack_file
from chartside.drafting.language.words import stem, stems


@cache
def wording() -> dict[str, Any]:
    """The pack as it stands. Callers must not change it."""
    return load_yaml(pack_file("documents", "wording.yaml").read_text(encoding="utf-8"))


@cache
def _words(text: str) -> tuple[frozenset[str], re.Pattern[str] | None]:
    """Stems of the plain words of a list, and a pattern for those with a hyphen."""
    shared = {"OCCUPATIONS": "occupations", "SKILLED": "skilled"}.get(text)
    listed = (wording()[shared] if shared else text).split()
    joined = [word.replace("-", r"[-\s]") for word in listed if "-" in word]
    pattern = re.compile(rf"\b(?:{'|'.join(joined)})\b", re.IGNORECASE) if joined else None
    return frozenset(stem(word) for word in listed if "-" not in word), pattern


def has_word(text: str, words: str) -> bool:
    """Whether a text uses one of the words, in any form; `OCCUPATIONS` and `SKILLED` name shared lists."""
    plain, joined = _words(words)
    return not plain.isdisjoint(stems(text)) or bool(joined and joined.search(text))


@cache
def phrase_pattern(name: str) -> re.Pattern[str]:
    """One pattern for a list of phrases, whole words, in any case."""
    phrases = sorted(wording()[name], key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)", re.IGNORECASE)


def is_vague(activity: str) -> bool:
    """The activity is no more than the name of a service or its code."""
    text = activity.strip(" .")
    return text.isdigit() or phrase_pattern("vague_activities").fullmatch(text) is not None


@cache
def placeholder_pattern() -> re.Pattern[str]:
    """Anything that stands for words still to come."""
    return re.compile("|".join(wording()["placeholders"]), re.IGNORECASE)


def is_open(sentence: dict[str, Any]) -> bool:
    """A sentence that still holds a gap."""
    return placeholder_pattern().search(str(sentence["text"])) is not None


def quoted(sentence: dict[str, Any]) -> dict[str, Any]:
    """A sentence as evidence of a finding."""
    return {"sentence": sentence["i"], "text": sentence["text"]}
