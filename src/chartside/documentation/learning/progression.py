"""Earlier values of what was measured today: quoted with their dates, or said to be missing.

The therapist picks the goal, so the goal itself leads to its values; nothing is searched or guessed.
"""

from collections.abc import Mapping
from typing import Any


def with_earlier_values(record: Mapping[str, Any]) -> dict[str, Any]:
    """The input of a visit with a word on the goals that were measured today for the first time.

    Args:
        record: the contract's `input` object; a goal's `baseline` and `last` are the earlier values on file.
    """
    first = [
        _called(goal)
        for goal in record.get("session", {}).get("goals", ())
        if goal.get("now") is not None and goal.get("baseline") is None and goal.get("last") is None
    ]
    if not first:
        return dict(record)
    return {**record, "earlier_values": f"none on file for {' and for '.join(first)}"}


def _called(goal: Mapping[str, Any]) -> str:
    name, measure = str(goal["goal"]), str(goal.get("measure") or "")
    return f"{measure} ({name})" if measure else name
