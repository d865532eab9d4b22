"""An activity reads as play.

## What it checks

An activity named by a game, toy or craft also names the skill that was worked on, a goal, or a daily
occupation.

## Why it matters

Play is how children work in therapy; the note must say on what.

## How to fix it

Name the skill and the goal behind the game.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._wording import has_word, wording
from chartside.kernel.findings import Finding

RULE = rule_info(
    "CD-10",
    name="play-with-purpose",
    title="A game or craft is named without the skill and the goal",
    family="necessity",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each such activity."""
    games = " ".join(wording()["play"])
    for fact in note.of_kind("activity"):
        said = " ".join(sentence["text"] for sentence in note.citing(fact))
        skilled = any(
            other.value.get("activity") == fact.value["activity"] for other in note.of_kind("skilled")
        )
        if (
            said
            and has_word(str(fact.value["activity"]), games)
            and not skilled
            and not fact.value.get("goals")
        ):
            yield RULE.finding(
                f"“{fact.value['activity']}” reads as play.",
                "Name the skill that was worked on and the goal.",
                {"fact": fact.id},
            )
