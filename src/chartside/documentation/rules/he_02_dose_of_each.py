"""An exercise does not say how much, or how often.

## What it checks

Each exercise states sets and repetitions or a time, and how often in a day or week.

## Why it matters

An exercise without a dose is done once, or until it hurts.

## How to fix it

Give each exercise its count or time, and how often.
"""

import re
from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import listed, pattern, says
from chartside.documentation.rules._exercises import exercises_in
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info("HE-02", name="dose-of-each", title="An exercise lacks how much or how often", family="plan")


def check(note: Note) -> Iterator[Finding]:
    """One finding for each exercise that lacks a part; one when there is none."""
    exercises = exercises_in(note)
    if not exercises:
        yield RULE.finding(
            "The program holds no exercise with its dose.", "Name each exercise, how, and how much."
        )
    for_all = [s["text"] for s in note.sentences if _ALL.search(s["text"])]
    often_for_all = any(says(text, "exercise_frequency") for text in for_all)
    dose_for_all = any(
        says(text, "exercise_dose") and not says(text, "exercise_frequency") for text in for_all
    )
    for exercise in exercises:
        dosed = any(_DOSE.search(_without_frequency(text)) for text in exercise.texts)
        often = any(says(text, "exercise_frequency") for text in exercise.texts)
        missing = ["how much"] * (not (dosed or dose_for_all)) + ["how often"] * (
            not (often or often_for_all)
        )
        if missing:
            yield RULE.finding(
                f"“{exercise.texts[0]}” does not say {listed(missing)}.",
                "Give its count or time, and how often.",
                {"sentence": exercise.first, "missing": missing},
            )


_DOSE = re.compile(rf"\d|{pattern('exercise_dose').pattern}", re.IGNORECASE)
_ALL = re.compile(
    r"\b(?:all|each|these|every exercise|both|the (?:exercises|program)|them|this program|whole)\b"
    r"|^(?:do|practice|repeat|how often|frequency|perform)\b(?=.*\b(?:day|week|daily|night|morning)\b)",
    re.IGNORECASE,
)


def _without_frequency(text: str) -> str:
    """`Twice a day` says how often, not how much; nor does the number of the exercise."""
    return pattern("exercise_frequency").sub(" ", pattern("exercise_item").sub(" ", text))
