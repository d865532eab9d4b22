"""Wrong versions of true sentences: one exact claim changed at a time."""

import re
from collections.abc import Iterator

from chartside.drafting.language.negation import negators
from chartside.drafting.model import Sentence

_NUMBER = re.compile(r"(?<![\w.])\d+(?![\w.]*\d)")
_LEVELS = {
    "minimal": "moderate",
    "moderate": "maximal",
    "maximal": "minimal",
    "contact guard": "stand-by assist",
}
_LEVELS |= {
    "stand-by assist": "contact guard",
    "independently": "with total assist",
    "supervision": "contact guard",
}
_SIDES = {"left": "right", "right": "left"}
_TRENDS = {
    "rose": "fell",
    "fell": "rose",
    "increased": "decreased",
    "decreased": "increased",
    "unchanged": "improved",
}
_TRENDS |= {"up from": "down from", "down from": "up from", "meets": "is below", "the same as": "better than"}
_PRONOUNS = {"he": "she", "she": "he", "his": "her", "He": "She", "She": "He"}
_CUES = {"verbal cues": "tactile cues"}
_MONTHS = {"November": "October", "September": "August", "April": "May"}


def mutants(sentence: Sentence, names: set[str]) -> Iterator[tuple[str, str]]:
    """The class of each mutation and the wrong text."""
    yield from _numbers(sentence.text)
    yield from _swapped(sentence.text)
    for name in names:
        if re.search(rf"\b{name}\b", sentence.text) and sentence.section != "SIG":
            yield "name", re.sub(rf"\b{name}\b", "Leopold", sentence.text, count=1)
    denial = re.search(rf"\b(?:{'|'.join(word for word in negators() if word.isalpha())})\s", sentence.text)
    if denial and sentence.section != "SIG":
        yield "negation", sentence.text[: denial.start()] + sentence.text[denial.end() :]


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    for found in _NUMBER.finditer(text):
        for change in (1, 7):
            yield "number", f"{text[: found.start()]}{int(found[0]) + change}{text[found.end() :]}"


def _swapped(text: str) -> Iterator[tuple[str, str]]:
    tables = (
        ("level", _LEVELS),
        ("side", _SIDES),
        ("trend", _TRENDS),
        ("pronoun", _PRONOUNS),
        ("cue", _CUES),
        ("month", _MONTHS),
    )
    for kind, table in tables:
        for right, wrong in table.items():
            for found in re.finditer(rf"\b{right}\b", text):
                yield kind, text[: found.start()] + wrong + text[found.end() :]
