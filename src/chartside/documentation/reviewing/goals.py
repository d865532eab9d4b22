"""How good each goal is: those of the plan of care, and those that the text states."""

from dataclasses import replace
from typing import Any

from chartside.documentation.goals import GoalGrade, grade_goal
from chartside.documentation.notes.note import Note
from chartside.documentation.rules._written_goals import written_goals


def graded_goals(note: Note) -> list[dict[str, Any]]:
    """Every goal once, text verbatim; a goal of the plan that the text repeats is the plan's."""
    planned = [
        grade_goal(text, str(fact.value.get("goal") or "") or None)
        for fact in note.of_kind("goal")
        if (text := str(fact.value.get("text") or ""))
    ]
    known = {graded.text for graded in planned}
    stated = (replace(goal.graded, text=goal.stated) for goal in written_goals(note) if goal.stated)
    return [_shape(graded) for graded in (*planned, *(one for one in stated if one.text not in known))]


def _shape(graded: GoalGrade) -> dict[str, Any]:
    named = {"id": graded.goal_id} if graded.goal_id else {}
    return named | {
        "text": graded.text,
        "grade": graded.grade,
        "missing": list(graded.missing),
        "rewrite": graded.rewrite,
    }
