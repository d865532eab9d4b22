"""Parts, multiples and places in a row that a sentence tells: `half`, `doubled`, `the fourth knot`."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations

from chartside.drafting.language.data import phrases
from chartside.drafting.model import Problem, ProblemType
from chartside.drafting.verifier.claimed import Amount
from chartside.drafting.verifier.ledger import Ledger
from chartside.drafting.verifier.statements import Statement

TIMES_AS = re.compile(
    r"\b(?P<n>\d+|three|four|five|six) times (?=the|as|more|longer|further|higher|greater)", re.IGNORECASE
)
_MULTIPLES = {"three": 3, "four": 4, "five": 5, "six": 6}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)})\s+([a-z]+)", re.IGNORECASE)


def told_parts(text: str, ledger: Ledger) -> Iterator[tuple[re.Match[str], float, str]]:
    """Every part or multiple that a text tells and nobody entered: where, how much, in which words."""
    for found in (*_fraction().finditer(text), *TIMES_AS.finditer(text)):
        groups = found.groupdict()
        said = (groups.get("part") or groups["n"]).lower()
        wanted = _fractions().get(said) or float(_MULTIPLES.get(said, 0) or said)
        if said not in ledger.text and said.split()[-1].split("-")[-1] not in ledger.text.split():
            yield found, wanted, said


def follows(found: re.Match[str], wanted: float, spoken: list[Statement], values: list[Amount]) -> bool:
    """Whether a part or multiple is a ratio of what the facts hold."""
    groups = found.groupdict()
    return any(_is_about(ratio, wanted, groups) for ratio in _ratios(spoken, values))


def _ratios(spoken: list[Statement], values: list[Amount]) -> Iterator[float]:
    for one in spoken:
        yield from (part / total for part, total, _, _ in one.reading.atoms.scores if total)
    for first, other in combinations(values, 2):
        if first.fits(other) and first.value and other.value:
            yield first.value / other.value
            yield other.value / first.value
            yield abs(first.value - other.value) / first.value
            yield abs(first.value - other.value) / other.value


def ordinal_problems(text: str, ledger: Ledger) -> Iterator[Problem]:
    """A place in a row that is another in the facts: `the sixth knot` of `the fourth knot`."""
    for found in _ORDINAL.finditer(text):
        said, noun = found[1].lower(), found[2].lower()
        if f"{said} {noun}" in ledger.text:
            continue
        others = [
            other for other in _ORDINALS if other != said and re.search(rf"\b{other}\s+{noun}", ledger.text)
        ]
        if others and noun not in ("time", "then", "and"):
            yield Problem(ProblemType.WRONG_NUMBER, f"the facts say {others[0]} {noun}")


@cache
def _fractions() -> dict[str, float]:
    return {str(said): float(value) for said, value in phrases("plain_words")["fractions"].items()}


@cache
def _fraction() -> re.Pattern[str]:
    parts = "|".join(sorted(_fractions(), key=len, reverse=True))
    sizes = "|".join(phrases("plain_words")["fraction_sizes"])
    return re.compile(
        r"(?:\b(?P<more>more than|over|better than|greater than)|\b(?P<less>less than|under|below)"
        r"|\b(?P<near>nearly|almost|about|close to|approximately|roughly))?"
        rf"\s*\b(?P<part>{parts})\b(?![- ](?:{sizes}))",
        re.IGNORECASE,
    )


def _is_about(ratio: float, wanted: float, groups: dict[str, str | None]) -> bool:
    if groups.get("more"):
        return wanted < ratio < wanted * 1.6
    if groups.get("less"):
        return wanted * 0.6 < ratio < wanted
    return abs(ratio - wanted) <= wanted * (0.12 if groups.get("near") else 0.02)
