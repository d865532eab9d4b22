"""Values that a goal names: each with the kind of its unit, so that a baseline can be held against a target."""

import re
from dataclasses import dataclass

from chartside.drafting.language.assistance import find_levels, levels
from chartside.drafting.language.quantities import NUMBER_WORDS
from chartside.drafting.language.words import stem

_WORDS = "|".join(sorted((word for word in NUMBER_WORDS if word not in ("once", "twice")), key=len, reverse=True))
_N = rf"(?:\d+(?:\.\d+)?|\b(?:{_WORDS})\b)"
_UNITS = {
    "time": r"(?:seconds?|secs?|s|minutes?|mins?|hours?|hrs?)",
    "distance": r"(?:feet|foot|ft|meters?|metres?|m|miles?|blocks?|yards?|yds?|inch(?:es)?|in\.?(?=\s+of\b)|cm|mm|laps?)",
    "weight": r"(?:lbs?|pounds?|kgs?|kilograms?|ounces?|oz|#)",
    "angle": r"(?:degrees?|deg|°)",
    "speed": r"(?:m/s|mph|ft/s|wpm|words per minute|steps per minute)",
    "volume": r"(?:ml|milliliters?|cups? of)",
    "loudness": r"(?:dB|decibels?)",
}
_SHARE = re.compile(
    rf"(?<![\w./-])(?P<a>{_N})\s*(?:/|\s(?:out\s)?of\s(?:the\s)?)\s*(?P<b>{_N})(?![\w/]|\.\d)(?!\s*(?:inch|in\b|lb|mile|of an inch))"
    rf"|(?P<percent>\d+(?:\.\d+)?(?:\s*[-–]\s*\d+)?)\s*(?:%|percent\b)",
    re.IGNORECASE,
)
_UNIT = re.compile(
    "|".join(
        rf"(?P<{kind}>(?<![\w.]){_N}(?:\s*(?:-|–|(?<!from\s\d\d\s)(?<!from\s\d\s)(?<!from\s\d\d\d\s)to)\s*{_N})?(?P<join_{kind}>[\s-]*){unit}(?![\w]))"
        for kind, unit in (("speed", _UNITS["speed"]), *((k, u) for k, u in _UNITS.items() if k != "speed"))
    ),
    re.IGNORECASE,
)
_PAIN_BEFORE = re.compile(r"\bpain\b[^,;()]{0,30}$", re.IGNORECASE)
_PAIN_AFTER = re.compile(r"^\s*pain\b", re.IGNORECASE)
_PAIN_NUMBER = re.compile(r"\bpain(?:\s+level)?(?:\s+(?:of|at|to|below|under|is))?\s*(?:<=?|≤)?\s*(?P<n>\d+)\b(?!\s*/)", re.IGNORECASE)
_CUES = re.compile(
    rf"(?:\b(?:no|zero|without|min(?:imal)?|mod(?:erate)?|max(?:imal)?|occasional|{_N}|one|<\s*\d+|single)\s+(?:more\s+than\s+)?(?:{_N}\s+)?"
    r"(?:(?:verbal|visual|tactile|gestural|physical|direct|indirect|adult|teacher)(?:\s*(?:/|and|or|,)\s*\w+)?\s+)?"
    r"(?:cues?|cue?ing|prompts?|reminders?|redirections?|models?|VCs?)\b)"
    r"|(?:(?:gestural|verbal|visual|tactile|indirect)\s+(?:prompts?|cues?)\s+only)",
    re.IGNORECASE,
)
_NO_HELP = re.compile(r"\b(?:without|no)\s+(?:physical\s+)?(?:help|assist(?:ance)?)\b|\bunaided\b|\bby (?:him|her|them)sel(?:f|ves)\b|\bwith supervision\b|\bcaregiver assist\b", re.IGNORECASE)
_LOW_HELP = re.compile(r"\b(?:unable|dependent(?:ly)?|total(?:ly)? dependent)\b", re.IGNORECASE)
_MORE = re.compile(r"\b(?:increas\w*|improv\w*|more|maximi\w*|promot\w*|greater|as|toward|enhanc\w*|better)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_SCORE = re.compile(r"\b(?:score|points?|rating|scale|index|berg|FIM|DASH|quickdash|COPM|LEFS|level|percentile|grade)\b", re.IGNORECASE)
_COUNT = re.compile(rf"(?<![\w.$/-])(?:<\s*|>\s*|≥\s*|≤\s*|x\s?)?(?P<n>{_N})(?!\s*-)(?:\s+(?:or\s+(?:more|fewer|less)|more|fewer|new|different|common|spontaneous|consecutive|one-inch|household|additional|functional))*\s*(?P<noun>[A-Za-z]+)?", re.IGNORECASE)
_FREQUENCY = re.compile(rf"\b{_N}\s*(?:x|times?|days?|nights?)\s*(?:/|per|a|each)\s*(?:day|week|wk|month|night|session)\b", re.IGNORECASE)
_NOT_COUNTED = frozenset(
    "rail hand side arm leg week month day visit session trial year wk yr step-to and to with or in by of for from on the at a an weeks days sessions months years treatments tx consecutive grade flight".split()
)


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

    def add(kind: str, start: int, end: int, unit: str = "") -> None:
        if not any(start < other.end and other.start < end for other in taken):
            taken.append(Measure(kind, text[start:end].strip(), start, end, unit))

    for found in _PAIN_NUMBER.finditer(text):
        add("pain", found.start("n"), found.end("n"))
    for found in _FREQUENCY.finditer(text):
        add("frequency", found.start(), found.end())
    for found in _CUES.finditer(text):
        add("cues", found.start(), found.end())
    for found in _SHARE.finditer(text):
        add("pain" if _is_pain(found, text) else "share", found.start(), found.end())
    for found in _UNIT.finditer(text):
        kind = found.lastgroup or ""
        kind = kind.removeprefix("join_")
        kind = next(name for name in _UNITS if found[name])
        if "-" not in found[f"join_{kind}"]:
            add(kind, found.start(), found.end())
    for level in find_levels(text):
        system = levels()[level.code].system
        if not (system != "cueing" and _MORE.search(text[: level.start])):
            add("cues" if system == "cueing" else "help", level.start, level.end)
    for found in (*_NO_HELP.finditer(text), *_LOW_HELP.finditer(text)):
        add("help", found.start(), found.end())
    for found in _COUNT.finditer(text):
        _add_count(found, text, add)
    return sorted(taken, key=lambda one: one.start)


def _add_count(found: re.Match[str], text: str, add: "Adder") -> None:
    noun = (found["noun"] or "").lower()
    number = found["n"].lower()
    if noun in _NOT_COUNTED or (number == "one" and noun not in _COUNTED_ONE):
        noun = "" if number.isdigit() or "." in number else "-"
    if noun == "-" or text[found.end("n") : found.end("n") + 1] == "-":
        return
    if noun:
        add("count", found.start(), found.end(), stem(noun))
    elif number[0].isdigit():
        add("number", found.start(), found.end("n"))


def _is_pain(found: re.Match[str], text: str) -> bool:
    if found["b"] != "10" or "/" not in found.group():
        return False
    return bool(_PAIN_BEFORE.search(text[: found.start()]) or _PAIN_AFTER.search(text[found.end() :]))


class Adder:
    """Takes a kind and a span."""

    def __call__(self, kind: str, start: int, end: int, unit: str = "") -> None:
        """Add one."""


_COUNTED_ONE = frozenset(["spill", "spills", "error", "errors", "food", "word", "fall", "falls", "item", "object"])
_LIKE_NUMBERS = frozenset(["count", "number", "share", "speed", "angle", "weight", "distance", "time", "pain"])


def comparable(target: Measure, baseline: Measure) -> bool:
    """Whether a baseline is told in the unit of a target."""
    if target.kind == baseline.kind:
        return target.kind != "count" or target.unit == baseline.unit or _shared(target.unit, baseline.unit)
    kinds = {target.kind, baseline.kind}
    if kinds == {"pain", "share"}:
        return baseline.text.endswith("10")
    if kinds <= {"help", "cues"}:
        return any("independen" in one.text.lower() for one in (target, baseline))
    # A bare number after "baseline" is in the unit that the target named.
    return "number" in kinds and bool(kinds & _LIKE_NUMBERS)


def _shared(one: str, other: str) -> bool:
    return "time" in (one, other)


def is_score(text: str) -> bool:
    """Whether a text names a score of a test."""
    return bool(_SCORE.search(text))
