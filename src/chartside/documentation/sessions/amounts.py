"""What was measured: a score out of a total, a number with its unit, or a level of help."""

import re
from typing import Any

from chartside.documentation.sessions.entries import first, number_of, said, text_of
from chartside.documentation.sessions.help import write_out
from chartside.drafting.language.assistance import field_level, find_levels, levels
from chartside.drafting.language.quantities import quantities, scores, show

# A grade such as strength 4/5 or pain 3/10 is written with its stroke by everyone; a count of tries is not.
_GRADED = re.compile(r"strength|mmt|pain|nprs|vas|borg|rpe|grade|tone|\d[+-]/", re.IGNORECASE)
_COUNTED = re.compile(r"(?:^|(?<=\s))(\d{1,2})/(\d{1,2})(?=\s+(?:[a-z]+\s)?[a-z]{2,}s\b|\s*$|\s*[,;])")


def read_performance(value: object) -> dict[str, Any] | None:
    """How an activity went: `text`, `said`, the score or amount where one could be read; None: not told."""
    if isinstance(value, dict):
        return _performance_object(value)
    text = text_of(value) if not isinstance(value, list) else said(value)
    if not text:
        return None
    shape: dict[str, Any] = {"text": text, "said": write_out(_spoken_score(text))}
    found = scores(text)
    if len(found) == 1 and not _GRADED.search(text):
        return shape | {"achieved": found[0][0], "total": found[0][1]}
    numbers = quantities(text)
    if not found and len(numbers) == 1:
        return shape | {"value": numbers[0].value, "unit": numbers[0].unit}
    return shape


def _performance_object(value: dict[str, Any]) -> dict[str, Any] | None:
    amount = read_amount(value, str(value.get("unit") or ""))
    if amount and ("achieved" in amount or "value" in amount):
        rest = {name: part for name, part in value.items() if name not in _AMOUNT_MEMBERS}
        what = ", ".join(text_of(part) or said(part) for part in rest.values())
        spoken = f"{amount['said']} {what}".strip()
        return amount | {"text": spoken, "said": spoken}
    text = said(value)
    return {"text": text, "said": text} if text else None


def _spoken_score(text: str) -> str:
    return text if _GRADED.search(text) else _COUNTED.sub(r"\1 of \2", text)


_ACHIEVED = ("achieved", "score", "successes")
_TOTAL = ("total", "out_of", "trials")
_AMOUNT_MEMBERS = (*_ACHIEVED, *_TOTAL, "value", "unit")


def read_amount(value: object, unit: str = "", total: object = None) -> dict[str, Any] | None:
    """One value of a goal, or None when not told.

    It may be `4`, `"4 min"`, `"2 of 5"`, `"mod A"` or an object with `achieved` and `total`. The result has
    `said` and, where they could be read, `value` and `unit`, `achieved` and `total`, or `level` and `rank`.
    """
    if isinstance(value, dict):
        return _amount_object(value, unit)
    is_text = isinstance(value, str) and not re.fullmatch(r"\s*\d+(?:\.\d+)?\s*", value)
    number = None if is_text else number_of(value)
    if number is None:
        return _worded(text_of(value)) if text_of(value) else None
    if number_of(total) is not None:
        return _score(number, number_of(total))
    if unit.startswith("/") and number_of(unit[1:]) is not None:
        return _score(number, number_of(unit[1:])) | {"said": f"{show(number)}{unit}"}
    return {"said": _with_unit(number, unit), "value": number, "unit": unit}


def _amount_object(value: dict[str, Any], unit: str) -> dict[str, Any] | None:
    achieved, out_of = first(value, *_ACHIEVED), first(value, *_TOTAL)
    if number_of(achieved) is not None and number_of(out_of) is not None:
        return _score(number_of(achieved), number_of(out_of))
    return read_amount(value.get("value"), str(value.get("unit") or unit)) if "value" in value else None


def _worded(text: str) -> dict[str, Any]:
    code = field_level(text)
    found = [level.code for level in find_levels(text)]
    if code or len(found) == 1:
        level = levels()[code or found[0]]
        spoken = level.label if code else write_out(text)
        return {"said": spoken, "level": level.code, "system": level.system, "rank": level.rank}
    score = scores(text)
    if len(score) == 1 and not _GRADED.search(text):
        return {"said": _spoken_score(text), "achieved": score[0][0], "total": score[0][1]}
    numbers = quantities(text)
    if len(numbers) == 1 and not score:
        return {"said": text, "value": numbers[0].value, "unit": numbers[0].unit or numbers[0].noun}
    return {"said": text}


def _score(achieved: float | int | None, total: float | int | None) -> dict[str, Any]:
    assert achieved is not None
    assert total is not None
    return {"said": f"{show(achieved)} of {show(total)}", "achieved": achieved, "total": total}


def _with_unit(number: float | int, unit: str) -> str:
    unit = unit.strip()
    if not unit:
        return show(number)
    return f"{show(number)}{'' if unit[0] in '%°/' else ' '}{unit}"
