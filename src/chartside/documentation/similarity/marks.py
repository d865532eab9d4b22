"""Two notes side by side with what is the same marked, so that a person sees at a glance what is new."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from chartside.drafting.language.quantities import NUMBER_WORDS

RUN = 3
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True)
class Part:
    """A stretch of text; `same` when the other note has it too."""

    text: str
    same: bool


def mark_same(texts: Iterable[str], other: Iterable[str]) -> list[list[Part]]:
    """Each text in parts; words in a run of three that the other note has are the same.

    A number inside such a run is the same only if the other note holds it.
    """
    others = [_tokens(text) for text in other]
    runs = {run for words in others for run in _runs([_masked(word) for word in words])}
    numbers = {word for words in others for word in words if _is_number(word)}
    return [_parts(text, runs, numbers) for text in texts]


def shared_words(texts: Iterable[str], other: Iterable[str]) -> list[str]:
    """The stretches of these texts that the other note has too, as they stand here."""
    marked = mark_same(texts, other)
    found = [part.text.strip(" ,.;:") for parts in marked for part in parts if part.same]
    return list(dict.fromkeys(one for one in found if one))


def _parts(text: str, runs: set[tuple[str, ...]], numbers: set[str]) -> list[Part]:
    matches = list(_TOKEN.finditer(text))
    words = [match.group().lower() for match in matches]
    covered = set[int]()
    for at, run in enumerate(_runs([_masked(word) for word in words])):
        if run in runs:
            covered |= set(range(at, at + RUN))
    same = [at in covered and (not _is_number(word) or word in numbers) for at, word in enumerate(words)]
    parts: list[Part] = []
    place = 0
    for at, match in enumerate(matches):
        end = matches[at + 1].start() if at + 1 < len(matches) else len(text)
        start = place if at == 0 else match.start()
        if parts and parts[-1].same == same[at]:
            parts[-1] = Part(parts[-1].text + text[start:end], same[at])
        else:
            parts.append(Part(text[start:end], same[at]))
        place = end
    return parts or [Part(text, same=False)]


def _tokens(text: str) -> list[str]:
    return [match.group().lower() for match in _TOKEN.finditer(text)]


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]


def _is_number(word: str) -> bool:
    return word[0].isdigit() or word in NUMBER_WORDS


def _masked(word: str) -> str:
    return "#" if _is_number(word) else word
