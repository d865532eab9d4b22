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
_KNOWN = frozenset(
    [name for names in _NAMES.values() for name in names]
    + ["id", "goal", "goal_id", "measure", "name", "label", "text", "unit", "total", "direction", "baseline_date", "last_date", "baseline_on", "evaluated_on"]
)


def read_goals(value: object, path: str, kind: str) -> Iterator[Entry]:
    """Each goal as one fact of `kind`; members that have no role become facts of their own."""
    records = (
        [{"id": key} | (part if isinstance(part, dict) else {"now": part}) for key, part in value.items()]
        if _keyed(value)
        else value
    )
    for place, record in enumerate(listed(records)):
        here = (
            f"{path}[{place}]"
            if isinstance(records, list) and not _keyed(value)
            else f"{path}.{record['id']}"
            if _keyed(value)
            else path
        )
        if isinstance(record, dict):
            yield from _read_goal(record, here, kind)
        elif text := said(record):
            yield ("goal" if kind == "goal" else "entry"), here, {"label": "Goal", "text": text, "goal": text}


def _keyed(value: object) -> bool:
    """A mapping from goal id to its values, rather than one goal."""
    return isinstance(value, dict) and not (_KNOWN & value.keys())


def _read_goal(record: dict[str, Any], path: str, kind: str) -> Iterator[Entry]:
    unit = text_of(record.get("unit"))
    goal: dict[str, Any] = {
        "goal": text_of(first(record, "id", "goal", "goal_id")),
        "measure": text_of(first(record, "measure", "name", "label")),
        "text": text_of(record.get("text")),
        "direction": text_of(record.get("direction")),
        "baseline_date": text_of(first(record, "baseline_date", "baseline_on", "evaluated_on")),
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
