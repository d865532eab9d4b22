"""The sentences of the activities: what was done, how long, toward what, with which result and help."""

import re
from collections.abc import Mapping
from typing import Any

from chartside.drafting.composer.writing import Writing, goal_name, listing
from chartside.drafting.language.assistance import find_levels
from chartside.drafting.language.data import word_set
from chartside.drafting.language.negation import polar_stems
from chartside.drafting.language.quantities import show
from chartside.drafting.language.words import shape, stems
from chartside.kernel.facts import Fact

_EXACT = {
    "independent": "independently",
    "modified independent": "with modified independence",
    "dependent": "",
}
# After such a result "with moderate assist" would be read as part of it.
_HARD_END = re.compile(
    r"[.,;:]|\b(?:with|without|after|no|none|not|never|unable|denied)\b|n['’]t\b", re.IGNORECASE
)
_BY = {
    "assistant": "provided by the assistant",
    "together": "provided by the therapist and the assistant together",
}


def write_activities(note: Writing, gaps: Mapping[str, tuple[str, ...]]) -> None:
    """One sentence for each activity; its further members, and what is missing of it, follow in the same."""
    for fact in note.of_kind("activity"):
        value = fact.value
        details = [
            detail for detail in note.of_kind("activity_detail") if detail.path.startswith(f"{fact.path}.")
        ]
        result, help_given = _result_and_help(value)
        slots = {
            "activity": note.small(value["activity"]),
            "minutes": minutes_of(value),
            "goals": listing([goal_name(goal) for goal in value.get("goals", [])]),
            "performance": note.small(result) if result else "",
            "help": help_given,
        }
        if help_given and not result and _HARD_END.search(value["activity"]):
            slots |= {"performance": help_given, "help": ""}
        form, after = _form(value["activity"]), None
        help_first = bool(help_given and _HARD_END.search(result))
        if note.style.length == "brief" and slots["performance"] and result:
            after = {"performance": slots["performance"], "help": slots["help"]}
            slots |= {"performance": "", "help": ""}
        elif help_first:
            form = f"{form}_help_first"
        # "Walking without the walker toward G1" would deny the goal: a mark follows such an activity.
        starts = "" if all(positive for _, positive in polar_stems(slots["activity"])) else "{Activity}"
        must = frozenset(name for name, text in slots.items() if text)
        more = {"performance_first": _may_stand_first(slots["performance"])}
        if shape(value["activity"]) == "patient_past":
            more["did"] = note.subject("O")
        tail = _tail(value, details) + "".join(f"; {gap}: [{gap}]" for gap in gaps.get(fact.path, ()))
        note.say("O", "activity", form, slots | more, [fact, *details], must, tail, starts)
        if after:
            note.say("O", "result", "help_first" if help_first else "plain", after, [fact])


def _may_stand_first(result: str) -> str:
    """A result that begins a sentence: not one that denies, lists, or would take the activity into itself."""
    whole = not _HARD_END.search(result) and ":" not in result
    return result if whole and shape(result) == "noun" else ""


def minutes_of(value: dict[str, Any]) -> str:
    """`20 min`, or an empty text when the minutes were not told."""
    return f"{show(value['minutes'])} min" if value.get("minutes") is not None else ""


def _form(activity: str) -> str:
    found = shape(activity)
    if found in ("patient_past", "therapist_past", "past", "sentence", "quote"):
        return "past"
    return "gerund" if found == "gerund" else "noun"


def _tail(value: dict[str, Any], details: list[Fact]) -> str:
    parts = [f"{detail.value['name']}: {detail.value['text'].rstrip(' .;,')}" for detail in details]
    side = str(value.get("side") or "")
    if side and not set(stems(side)) <= set(stems(value["activity"])):
        parts.append(
            side
            if re.search(r"side|bilateral|hand|arm|leg|extremity", side, re.IGNORECASE)
            else f"{side} side"
        )
    if value.get("by") in _BY:
        parts.append(_BY[value["by"]])
    return "".join(f"; {part}" for part in parts)


def _result_and_help(value: dict[str, Any]) -> tuple[str, str]:
    """The result and the help as two slots; help that does not read after `with` joins the result."""
    result = str(value.get("performance", {}).get("said", "")).rstrip(" .;,")
    help_given = str(value.get("assist", {}).get("said", "")).rstrip(" .;,")
    if not help_given or _holds(result, help_given):
        return result, ""
    linked = _linked(help_given)
    if linked is None:
        return (f"{result}; {help_given}" if result else help_given), ""
    return result, linked


def _linked(help_given: str) -> str | None:
    if help_given.lower() in _EXACT:
        return _EXACT[help_given.lower()] or None
    head = help_given.split(maxsplit=1)[0].lower().rstrip(",;:")
    if head in word_set("verbs", "help_linked"):
        return help_given[:1].lower() + help_given[1:]
    if head in word_set("verbs", "help_heads") or head.isdigit():
        return f"with {help_given[:1].lower()}{help_given[1:]}"
    return None


def _holds(result: str, help_given: str) -> bool:
    """The result already says the help: the same levels and no word beyond."""
    mine = {level.code for level in find_levels(help_given)}
    return mine <= {level.code for level in find_levels(result)} and set(stems(help_given)) <= set(
        stems(result)
    )
