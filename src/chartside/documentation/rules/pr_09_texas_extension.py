"""Texas asks for more before it extends.

## What it checks

The text compares with the earlier period in measures, says which goals are met and unmet, and states new
goals with a time.

## Why it matters

Texas returns a request without these three.

## How to fix it

Add the comparison, the status of the earlier goals and the goals to come with their dates.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import is_goal, lacking, reading, says, states
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._values import compares
from chartside.drafting.language.days import find_days
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PR-09",
    name="texas-extension",
    title="The Texas extension lacks a comparison, the status of goals or new goals",
    family="payer",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names what is missing."""
    coming = [s for s in note.sentences if is_goal(s) or says(reading(s), "new_goals")]
    new = states(note, "new_goals") and any(_has_time(reading(s)) for s in coming)
    yield from lacking(
        RULE,
        note,
        {
            "an objective comparison with the earlier period": any(map(compares, note.sentences)),
            "which goals are met and unmet": states(note, "goal_status"),
            "new goals with a time": new,
        },
        "Add the comparison, the status of the earlier goals and the goals to come with their dates.",
    )


def _has_time(text: str) -> bool:
    return says(text, "by_when") or bool(find_days(text))
