"""A measure that was entered with its score: the typed members of its fact."""

from typing import Any

from chartside.documentation.measures.change import change_of, say_change
from chartside.documentation.measures.find import find_measure
from chartside.documentation.sessions.entries import first, number_of, said, text_of
from chartside.drafting.language.days import read_day, say_day
from chartside.drafting.language.quantities import show
from chartside.rulebook.packs import PackSet

_SCORE = ("score", "now", "today", "value", "result", "current")
_PREVIOUS = ("previous", "last", "baseline", "prior", "initial")
_DATE = ("previous_date", "last_date", "baseline_date", "prior_date")
_KEPT_APART = ("side", "edition", "population")
_KNOWN = frozenset((*_SCORE, *_PREVIOUS, *_DATE, *_KEPT_APART, "unit"))


def read_measure(name: str, entry: dict[str, Any], packs: PackSet | None = None) -> dict[str, Any]:
    """The members of a `measure` fact that a score gives; empty when there is no single score.

    `text` says the scores; `measure` is the id of a known test; `score` and `previous` are numbers;
    `side`, `edition` and `population` are kept as entered; `range_ok` is False for a score the test cannot
    give; `change_said` is what follows from two scores.
    """
    score = number_of(first(entry, *_SCORE))
    if score is None:
        return {}
    measure = find_measure(name, packs)
    unit = text_of(entry.get("unit")) or (measure.unit if measure else "")
    value: dict[str, Any] = {"score": score, "text": _with_unit(score, unit)}
    kept = {key: text for key in _KEPT_APART if (text := text_of(entry.get(key)))}
    if kept:
        value["text"] += f" ({', '.join(_kept(key, text) for key, text in kept.items())})"
    previous = number_of(first(entry, *_PREVIOUS))
    if previous is not None:
        value["previous"] = previous
        value["text"] += f"; {_called(entry)} {_with_unit(previous, unit)}{_on(entry)}"
    rest = {key: part for key, part in entry.items() if key not in _KNOWN}
    value["text"] += f"; {more}" if (more := said(rest)) else ""
    if measure is None:
        return value | kept
    value |= {"measure": measure.id, "range_ok": measure.range_problem(score) is None}
    same_unit = unit.lower() == measure.unit.lower()
    if previous is not None and value["range_ok"] and same_unit and not measure.range_problem(previous):
        value["change_said"] = say_change(measure, change_of(measure, score, previous))
    return value | kept


def _with_unit(number: float, unit: str) -> str:
    return f"{show(number)} {unit}".rstrip() if unit[:1] not in ("%", "°", "/") else f"{show(number)}{unit}"


def _kept(key: str, text: str) -> str:
    return text if key == "side" else f"{key} {text}"


def _called(entry: dict[str, Any]) -> str:
    return "baseline" if first(entry, "previous", "last", "prior") is None else "previous"


def _on(entry: dict[str, Any]) -> str:
    told = text_of(first(entry, *_DATE))
    day = read_day(told)
    return f" on {say_day(day) if day else told}" if told else ""
