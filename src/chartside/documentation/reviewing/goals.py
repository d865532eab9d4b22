"""How good each goal is: those of the plan of care, and those that the text states."""

from typing import Any

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import is_goal, says
from chartside.documentation.rules._values import values_of
from chartside.drafting.language.days import find_days


def graded_goals(note: Note) -> list[dict[str, Any]]:
    """Every goal once, text verbatim; a goal of the plan that the text repeats is the plan's."""
    found: list[dict[str, Any]] = []
    for fact in note.of_kind("goal"):
        text = str(fact.value.get("text") or "")
        if text:
            goal = {"id": fact.value["goal"]} if fact.value.get("goal") else {}
            found.append(goal | grade(text))
    known = {goal["text"] for goal in found}
    return found + [grade(text) for text in stated_goals(note) if text not in known]


def stated_goals(note: Note) -> list[str]:
    """The sentences of the text that state a goal, verbatim."""
    return [str(sentence["text"]) for sentence in note.sentences if is_goal(sentence)]


def grade(text: str) -> dict[str, Any]:
    """A goal with its grade and what it lacks."""
    target, timed = bool(values_of(text)), says(text, "duration") or bool(find_days(text))
    missing = ["GO-04"] * (not target) + ["GO-06"] * (not timed)
    return {
        "text": text,
        "grade": "vague" if not target else "weak" if missing else "good",
        "missing": missing,
        "rewrite": text,
    }
