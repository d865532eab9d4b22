"""Measures by the names that clinics call them, with the range of their table."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from chartside.documentation.dictation.lexicon import any_of
from chartside.drafting.language.data import load_yaml, pack_file
from chartside.drafting.language.quantities import SCORE, number, show
from chartside.rulebook.packs import shipped_packs


@dataclass(frozen=True)
class MeasureName:
    """One measure as a clinic calls it.

    Attributes:
        measure: its row in the table of measures; empty where it has none.
        least: the smallest value there can be; None where the table gives none.
        most: the largest.
    """

    name: str
    measure: str
    unit: str
    total: float | None
    least: float | None
    most: float | None
    called: tuple[str, ...]

    def problem(self, value: float) -> str:
        """Why a value cannot be right; empty when it can."""
        if self.least is not None and value < self.least:
            return f"{self.name} does not go below {show(self.least)}"
        if self.most is not None and value > self.most:
            return f"{self.name} does not go above {show(self.most)}"
        return ""


@cache
def measure_names() -> tuple[MeasureName, ...]:
    """Every measure of the shipped pack."""
    rows = load_yaml(pack_file("forms", "measure_names.yaml").read_text(encoding="utf-8"))["names"]
    return tuple(_named(row) for row in rows)


def _named(row: dict[str, Any]) -> MeasureName:
    found = shipped_packs().table("outcome_measures").get(row["measure"]) if row["measure"] else None
    edge = {name: float(found[name]) if found and found[name] else None for name in ("min", "max")}
    return MeasureName(
        row["name"],
        row["measure"],
        row["unit"],
        row.get("total"),
        edge["min"],
        edge["max"],
        tuple(row["called"]),
    )


@cache
def _by_word() -> dict[str, MeasureName]:
    return {
        " ".join(word.lower().split()): one for one in measure_names() for word in (*one.called, one.name)
    }


def measure_called(words: str) -> MeasureName | None:
    """The measure that these words name, or None."""
    return _by_word().get(" ".join(re.sub(r"[_\-]+", " ", words.lower()).split())) or _by_word().get(
        " ".join(words.lower().split())
    )


@cache
def names() -> re.Pattern[str]:
    """Finds the name of any measure."""
    return re.compile(rf"(?<![\w-])(?:{any_of(_by_word())})(?![\w-])", re.IGNORECASE)


_SIDES = {"l": "left", "r": "right", "left": "left", "right": "right"}
_NUMBER = r"(?:-?\d+(?:\.\d+)?)"
_SIDE_FIRST = re.compile(
    rf"\b(?P<side>left|right|l|r)\b\s*(?:side|hand|was|is|at|of|:|=)*\s*(?P<n>{_NUMBER})", re.IGNORECASE
)
_SIDE_LAST = re.compile(
    rf"(?P<n>{_NUMBER})\s*(?:[^\W\d_]+\s+)?(?:(?:on|with)\s+(?:the\s+)?)?\b(?P<side>left" rf"|right)\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(_NUMBER)


def read_measure(text: str) -> tuple[dict[str, Any], tuple[str, ...]] | None:
    """A measure with its values, and what is doubtful about them; None when none is named with a number."""
    found = names().search(text)
    if found is None:
        return None
    one = _by_word()[" ".join(found[0].lower().split())]
    around, after = text[: found.start()], text[found.end() :]
    value = _values(around, after)
    if not value:
        return None
    if one.total and value.get("total") is None:
        value["total"] = one.total
    numbers = [value[name] for name in ("value", "left", "right") if name in value]
    doubts = tuple(filter(None, (one.problem(number) for number in numbers)))
    if "value" in value and "total" not in value and len(_PLAIN.findall(after)) > 1:
        doubts = (*doubts, "more than one number was said")
    named = {"name": one.name, "measure": one.measure, "unit": _unit(text, one.unit)}
    return {name: part for name, part in named.items() if part} | value, doubts


def _values(before: str, after: str) -> dict[str, Any]:
    first_side, first_number = (
        re.search(r"\b(?:left|right|l|r)\b", after, re.IGNORECASE),
        _PLAIN.search(after),
    )
    leads = first_side and first_number and first_side.start() < first_number.start()
    pattern = _SIDE_FIRST if leads else _SIDE_LAST
    sides = {_SIDES[match["side"].lower()]: number(match["n"]) for match in pattern.finditer(after)}
    if sides:
        return sides
    score = SCORE.search(after)
    if score:
        return {"value": number(score["a"]), "total": number(score["b"])}
    plain = _PLAIN.search(after)
    if plain is None:
        return {}
    side = re.findall(r"\b(left|right)\b", f"{before} {after[: plain.start()]}", re.IGNORECASE)
    name = side[0].lower() if len(set(map(str.lower, side))) == 1 else "value"
    return {name: number(plain[0])}


def _unit(text: str, usual: str) -> str:
    """The unit that was said where it is another than usual (`lb` for a grip in kg)."""
    pounds = re.search(r"\b(?:lbs?|pounds?)\b", text, re.IGNORECASE)
    return "lb" if pounds and usual == "kg" else usual
