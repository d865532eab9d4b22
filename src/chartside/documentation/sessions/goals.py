"""Goals: the plan of care's own, and what was measured of them in the session."""

from collections.abc import Iterator
from typing import Any

from chartside.documentation.sessions.activities import Entry
from chartside.documentation.sessions.amounts import read_amount
from chartside.documentation.sessions.entries import first, listed, said, spell, text_of

_NAMES = {
    "baseline": ("baseline", "initial", "evaluation"),
    "last": ("last", "previous", "last_visit", "last_value", "prior"),
    "now": ("now", "today", "current", "value", "result"),
    "target": ("target", "criterion", "goal_value"),
}
_ID = ("id", "goal", "goal_id")
_MEASURE = ("measure", "name", "label")
_BASELINE_DATE = ("baseline_date", "baseline_on", "evaluated_on")
_OTHER = ("text", "unit", "total", "direction", "last_date")
_KNOWN = frozenset(
    (*(n for names in _NAMES.values() for n in names), *_ID, *_MEASURE, *_BASELINE_DATE, *_OTHER)
)


def read_goals(value: object, path: str, kind: str) -> Iterator[Entry]:
    """Each goal as one fact of `kind`; members that have no role become facts of their own."""
    for record, here in _records(value, path):
        if isinstance(record, dict):
            yield from _read_goal(record, here, kind)
        elif text := said(record):
            yield ("goal" if kind == "goal" else "entry"), here, {"label": "Goal", "text": text}


def _records(value: object, path: str) -> Iterator[tuple[Any, str]]:
    """The goals one by one with their paths: of a list, of a mapping by goal id, or a single one."""
    if isinstance(value, dict) and not (_KNOWN & value.keys()):
        for key, part in value.items():
            yield {"id": key} | (part if isinstance(part, dict) else {"now": part}), f"{path}.{key}"
        return
    for place, record in enumerate(listed(value)):
        yield record, f"{path}[{place}]" if isinstance(value, list) else path


def _read_goal(record: dict[str, Any], path: str, kind: str) -> Iterator[Entry]:
    unit = text_of(record.get("unit"))
    goal: dict[str, Any] = {
        "goal": text_of(first(record, *_ID)),
        "measure": text_of(first(record, *_MEASURE)),
        "text": text_of(record.get("text")),
        "direction": text_of(record.get("direction")),
        "baseline_date": text_of(first(record, *_BASELINE_DATE)),
        "last_date": text_of(record.get("last_date")),
    }
    for role, names in _NAMES.items():
        goal[role] = read_amount(first(record, *names), unit, record.get("total"))
    filled = {key: part for key, part in goal.items() if part not in (None, "")}
    if filled:
        yield kind, path, filled
    for key, entry in record.items():
        if key not in _KNOWN and (text := said(entry)):
            yield "entry", f"{path}.{key}", {"label": f"{goal['goal'] or 'Goal'} {spell(key)}", "text": text}
