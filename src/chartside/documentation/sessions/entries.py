"""Small readers for what a session holds: any text, number, list or small object, said in words."""

import math
import re
from typing import Any

from chartside.drafting.language.data import phrases
from chartside.drafting.language.quantities import show
from chartside.drafting.language.words import tidy

LONGEST_TEXT = 4000
DEEPEST = 3
_LARGEST = 1e9


def text_of(value: object) -> str:
    """One line of text for a text or a number; empty for anything else."""
    if isinstance(value, str):
        return tidy(value[:LONGEST_TEXT])
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | float) and math.isfinite(value):
        return show(value)
    return ""


def said(value: object, depth: int = 0) -> str:
    """A value of any shape in words: `left 22, right 30, unit kg`; empty when there is nothing to say."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict) and depth < DEEPEST:
        if unit := text_of(value.get("unit")):
            value = {key: _with_unit(part, unit) for key, part in value.items() if key != "unit"}
        parts = [(spell(key), words) for key, part in value.items() if (words := said(part, depth + 1))]
        plain = all(words[:1].isdigit() for _, words in parts)
        return ", ".join(map(" ".join, parts)) if plain else "; ".join(map(": ".join, parts))
    if isinstance(value, list) and depth < DEEPEST:
        return "; ".join(words for part in value if (words := said(part, depth + 1)))
    return text_of(value)


def _with_unit(part: object, unit: str) -> object:
    is_number = isinstance(part, int | float) and not isinstance(part, bool)
    return f"{text_of(part)}{'' if unit in ('%', '°') else ' '}{unit}" if is_number else part


def spell(name: object) -> str:
    """A member's name as words: `gripStrength_left` becomes `grip strength left`."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", str(name)[:80])
    return tidy(text.replace("_", " ").replace("-", " ")).lower()


def number_of(value: object) -> float | int | None:
    """The number that a value is or spells (`"25"`, `"25 min"`), or None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        if not math.isfinite(value) or abs(value) > _LARGEST:
            return None
        return int(value) if value == int(value) else value
    if isinstance(value, str):
        found = re.fullmatch(r"\s*(\d{1,6}(?:\.\d{1,3})?)\s*(?:min(?:ute)?s?\.?)?\s*", value)
        if found:
            return number_of(float(found[1]))
    return None


def first(record: dict[str, Any], *names: str) -> Any:  # noqa: ANN401 (JSON of any shape)
    """The first member of these names that holds something."""
    return next((record[name] for name in names if record.get(name) not in (None, "", [], {})), None)


def listed(value: object) -> list[Any]:
    """A list as it is, nothing as an empty list, anything else as a list of one."""
    if value in (None, "", [], {}):
        return []
    return value if isinstance(value, list) else [value]


def member_rule(name: str) -> dict[str, str]:
    """How a member of the session is to be read: its kind, section and label."""
    pack = phrases("members")
    key = spell(name).replace(" ", "_")
    if key in pack["members"]:
        found: dict[str, str] = pack["members"][key]
        return found
    kind = "entry"
    for parts, meant in (
        ("refusal_parts", "refusal"),
        ("precaution_parts", "precaution"),
        ("safety_parts", "safety"),
    ):
        if any(part in key for part in pack[parts]):
            kind = meant
    return {"kind": kind, "section": "O", "label": spell(name).capitalize()}
