"""How two amounts compare, and which way a goal wants its own. Composer and verifier both ask here."""

from typing import Any

Amount = dict[str, Any]


def compare(first: Amount, second: Amount) -> int | None:
    """Whether the first amount is higher (1), equal (0) or lower (-1); None when they cannot be compared."""
    for name, scale in (("value", "unit"), ("achieved", "total"), ("rank", "system")):
        one, other = first.get(name), second.get(name)
        if one is not None and other is not None and first.get(scale) == second.get(scale):
            return int(one > other) - int(one < other)
    return None


def direction(record: dict[str, Any]) -> str:
    """Which way the goal wants its value: `up`, `down`, or empty when nothing tells."""
    stated = str(record.get("direction") or "").lower()
    if stated in ("up", "increase", "higher", "higher is better"):
        return "up"
    if stated in ("down", "decrease", "lower", "lower is better"):
        return "down"
    start, target = record.get("baseline") or record.get("last"), record.get("target")
    if not start or not target:
        return ""
    return {1: "up", -1: "down"}.get(compare(target, start) or 0, "")


def is_met(record: dict[str, Any]) -> bool:
    """Today's value reaches the target in the direction of the goal."""
    now, target = record.get("now"), record.get("target")
    if not now or not target:
        return False
    reached = compare(now, target)
    return reached is not None and {"up": reached >= 0, "down": reached <= 0}.get(direction(record), False)
