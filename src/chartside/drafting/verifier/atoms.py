"""The exact claims in a text: dates, codes, goal ids, scores, doses, amounts, levels, sides, quotations."""

import re
from dataclasses import dataclass, field

from chartside.drafting.language.assistance import LevelFound, find_levels
from chartside.drafting.language.days import DayFound, find_clock_times, find_days
from chartside.drafting.language.quantities import Quantity, blank, doses, quantities, scores
from chartside.drafting.language.spelling import spell_out
from chartside.drafting.language.words import tidy

_CODE = re.compile(r"\b(?:9\d{4}|[A-Z]\d{4}|[A-Z]\d{2}(?:\.[0-9A-Z]{1,4})?)\b")
_GOAL = re.compile(r"\b(?:(?:ST|LT)G?[-. ]?\d{1,2}[a-z]?|G\d{1,2}[a-z]?|[Gg]oal \d{1,2})\b")
_ONE_TO_ONE = re.compile(r"\b(?:one|1)(?:\s*:\s*|[\s-]+(?:to|on)[\s-]+)(?:one|1)\b", re.IGNORECASE)
_QUOTE = re.compile(r"“([^”]{2,})”|\"([^\"]{2,})\"")
_SIDE = re.compile(r"(?<![/\w])(?:\(([LR])\)|([LR]))(?=\s+[a-z]{3,})")
_SIDE = re.compile(
    r"\b(left|right|bilateral(?:ly)?)\b(?!\s+(?:away|after|before|now|early|angle))", re.IGNORECASE
)
_LEFT_VERB = re.compile(
    r"\b(?:(?:he|she|they)\s+left|(?:and|then|before|patient|to)\s+left\s+(?:the|early|at|his|her|their|for|with|after))\b",
    re.IGNORECASE,
)


@dataclass
class Atoms:
    """The exact claims of one text, each with its place in it."""

    days: list[DayFound] = field(default_factory=list)
    clocks: list[tuple[int, bool]] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    goals: set[str] = field(default_factory=set)
    scores: list[tuple[float, float, int, int]] = field(default_factory=list)
    doses: list[tuple[float, float, int, int]] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    levels: list[LevelFound] = field(default_factory=list)
    sides: list[tuple[str, int]] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    one_to_one: bool = False
    text: str = ""
    plain: str = ""
    rest: str = ""


def read_atoms(text: str) -> Atoms:
    """Read every exact claim.

    `text` is the text with its abbreviations written out, in which all places count; `plain` is that without
    its levels of help, save the denials among them ("no cues"); `rest` is it with every exact claim blank.
    """
    text = spell_out(tidy(text))
    atoms = Atoms(text=text, quotes=[tidy(m[1] or m[2]) for m in _QUOTE.finditer(text)])
    atoms.levels = find_levels(text)
    atoms.plain = _without_help(atoms)
    atoms.sides = [(m[1].lower().removesuffix("ly"), m.start()) for m in _SIDE.finditer(_hide_verbs(text))]
    rest = text
    atoms.one_to_one = bool(_ONE_TO_ONE.search(rest))
    rest = _ONE_TO_ONE.sub(lambda m: " " * len(m[0]), rest)
    atoms.days = find_days(rest)
    for day in atoms.days:
        rest = blank(rest, day.start, day.end)
    for minutes, sure, start, end in find_clock_times(rest):
        atoms.clocks.append((minutes, sure))
        rest = blank(rest, start, end)
    for level in atoms.levels:
        if level.code[:2] in ("FI", "GG"):
            rest = blank(rest, level.start, level.end)
    rest = _take(rest, _GOAL, atoms.goals)
    rest = _take(rest, _CODE, atoms.codes)
    atoms.doses = doses(rest)
    for _, _, start, end in atoms.doses:
        rest = blank(rest, start, end)
    atoms.scores = scores(rest)
    for _, _, start, end in atoms.scores:
        rest = blank(rest, start, end)
    atoms.quantities = quantities(rest)
    atoms.rest = rest
    return atoms


def _without_help(atoms: Atoms) -> str:
    text = atoms.text
    for level in atoms.levels:
        if level.code != "C0":
            text = blank(text, level.start, level.end)
    return text


def _take(text: str, pattern: re.Pattern[str], found: set[str]) -> str:
    for match in pattern.finditer(text):
        found.add(re.sub(r"[-. ]", "", match[0]).upper() if pattern is _GOAL else match[0].upper())
        text = blank(text, match.start(), match.end())
    return text


def _hide_verbs(text: str) -> str:
    """`He left the chair` names no side."""
    return _LEFT_VERB.sub(lambda m: m[0].lower().replace("left", "quit"), text)
