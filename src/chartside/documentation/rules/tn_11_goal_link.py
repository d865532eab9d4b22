"""An activity is linked neither to a goal nor to a daily occupation.

## What it checks

Each activity that the note states names a goal of the plan of care, or an occupation that it serves.

## Why it matters

Treatment is covered for function. An activity without a link reads as exercise or play for its own sake.

## How to fix it

Choose the goal that the activity serves, or name the daily task.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import reading, says
from chartside.documentation.rules._goals import sentences_on, told_goals
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._wording import has_word
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-11", name="goal-link", title="An activity has no goal and no daily occupation", family="necessity"
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each activity without a link."""
    told = note.of_kind("goal", "goal_measure") and note.of_kind("activity")
    if note.foreign and told and not _names_any(note):
        yield RULE.finding(
            "The note links what was done to no goal and no daily task.",
            "Name the goal that each activity serves.",
        )
        return
    for fact in note.of_kind("activity"):
        said = " ".join(sentence["text"] for sentence in note.citing(fact))
        if not said or _names_goal(note, fact.value.get("goals", []), said) or has_word(said, "OCCUPATIONS"):
            continue
        yield RULE.finding(
            f"“{fact.value['activity']}” is linked to no goal and no daily task.",
            "Choose the goal that it serves, or say which daily task.",
            {"fact": fact.id, "activity": fact.value["activity"]},
        )


def _names_goal(note: Note, goals: list[str], said: str) -> bool:
    """A goal of the activity is stated with it; a plan that lists its goals must hold it."""
    planned = {str(fact.value.get("goal", "")).lower() for fact in note.of_kind("goal", "goal_measure")} - {
        ""
    }
    return any(goal in said and (not planned or goal.lower() in planned) for goal in goals)


def _names_any(note: Note) -> bool:
    """A sentence on what was done names a goal, or the daily task that it is for."""
    texts = [reading(sentence) for sentence in note.sentences]
    by_words = any(sentences_on(note, goal) for goal in told_goals(note))
    purposeful = any(says(text, "purpose") and has_word(text, "OCCUPATIONS") for text in texts)
    return by_words or purposeful or any(says(text, "goal_reference") for text in texts)
