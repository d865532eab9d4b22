"""Values that a goal names, each with the kind of its unit, so that a baseline can be held against it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from chartside.documentation.goals.words import goal_words, units, written
from chartside.drafting.language.assistance import find_levels, levels
from chartside.drafting.language.words import stem


@dataclass(frozen=True)
class Measure:
    """A value at `start:end` of a goal.

    Attributes:
        kind: `share`, `help`, `cues`, `time`, `distance`, `weight`, `angle`, `speed`, `volume`, `loudness`,
            `pain`, `count`, `frequency`, `number` (bare).
        unit: the noun that a count counts, as a stem; else empty.
    """

    kind: str
    text: str
    start: int
    end: int
    unit: str = ""


def find_measures(text: str) -> list[Measure]:
    """Every value of a goal's text, in order of place, none inside another."""
    taken: list[Measure] = []
    for kind, start, end, unit in _candidates(text):
        if not any(start < other.end and other.start < end for other in taken):
            taken.append(Measure(kind, text[start:end].strip(), start, end, unit))
    return sorted(taken, key=lambda one: one.start)


_Candidate = tuple[str, int, int, str]


def _candidates(text: str) -> Iterator[_Candidate]:
    """Values in order of how much they say: what a first one covers, a later one cannot take."""
    for found in written("pain_number").finditer(text):
        yield "pain", found.start("number"), found.end("number"), ""
    for kind in ("frequency", "cues"):
        for found in written(kind).finditer(text):
            yield kind, found.start(), found.end(), ""
    for found in written("share").finditer(text):
        yield ("pain" if _is_pain(found, text) else "share"), found.start(), found.end(), ""
    yield from _with_units(text)
    yield from _helped(text)
    for found in written("count").finditer(text):
        yield from _counted(found, text)


def _is_pain(found: re.Match[str], text: str) -> bool:
    if found["b"] != "10" or "/" not in found.group():
        return False
    before, after = text[: found.start()], text[found.end() :]
    return bool(written("pain_before").search(before) or written("pain_after").search(after))


@cache
def _unit_pattern(kind: str) -> re.Pattern[str]:
    number = written("n").pattern
    not_after_from = "".join(rf"(?<!from\s{digits}\s)" for digits in (r"\d", r"\d\d", r"\d\d\d"))
    span = rf"{number}(?:\s*(?:-|–|{not_after_from}to)\s*{number})?"
    return re.compile(rf"(?<![\w.]){span}(?P<join>[\s-]*){written(kind).pattern}(?!\w)", re.IGNORECASE)


def _with_units(text: str) -> Iterator[_Candidate]:
    """`30 ft`, `10 to 12 minutes`; `7-cm` describes a thing and is no value."""
    for kind in units():
        for found in _unit_pattern(kind).finditer(text):
            if "-" not in found["join"]:
                yield kind, found.start(), found.end(), ""


def _helped(text: str) -> Iterator[_Candidate]:
    for level in find_levels(text):
        cued = levels()[level.code].system == "cueing"
        if cued or not written("more").search(text[: level.start]):
            yield ("cues" if cued else "help"), level.start, level.end, ""
    for name in ("no_help", "low_help"):
        for found in written(name).finditer(text):
            yield "help", found.start(), found.end(), ""


def _counted(found: re.Match[str], text: str) -> Iterator[_Candidate]:
    """A number of things; a bare number where no noun follows that counts."""
    read = goal_words()
    noun, number = (found["noun"] or "").lower(), found["number"].lower()
    if text[found.end("number") : found.end("number") + 1] == "-":
        return
    if noun and noun not in read.not_counted and (number != "one" or noun in read.counted_when_one):
        yield "count", found.start(), found.end(), stem(noun)
    elif number[0].isdigit():
        yield "number", found.start(), found.end("number"), ""


_LIKE_NUMBERS = frozenset(
    ["count", "number", "share", "speed", "angle", "weight", "distance", "time", "pain"]
)


def comparable(target: Measure, baseline: Measure) -> bool:
    """Whether a baseline is told in the unit of a target."""
    if target.kind == baseline.kind:
        return (
            target.kind != "count" or target.unit == baseline.unit or "time" in (target.unit, baseline.unit)
        )
    kinds = {target.kind, baseline.kind}
    if kinds == {"pain", "share"}:
        return baseline.text.endswith("10")
    if kinds == {"help", "cues"}:
        return any("independen" in one.text.lower() for one in (target, baseline))
    # A bare number after "baseline" is in the unit that the target named.
    return "number" in kinds and bool(kinds & _LIKE_NUMBERS)


def is_score(text: str) -> bool:
    """Whether a text names a score of a test."""
    return bool(written("score").search(text))
