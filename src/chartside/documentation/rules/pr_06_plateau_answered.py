"""Nothing changed, and nothing will be changed.

## What it checks

When no goal moved in its direction over the period, or the text says so, the text names it and the response
to it.

## Why it matters

A payer stops at a plateau that nobody answered.

## How to fix it

Name the plateau and what will change: a new approach, a new goal, a discharge.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import listed, outside_goals, reading, says, states
from chartside.documentation.rules._goals import told_goals
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PR-06",
    name="plateau-answered",
    title="No goal moved, and the report does not say what follows",
    family="progress",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    moves = [move for goal in told_goals(note) if (move := goal.moved()) is not None]
    stuck = bool(moves) and not any(moves)
    named = states(note, "plateau")
    if not stuck:
        return
    missing = [
        what
        for what, there in (
            ("the plateau or regression", named),
            ("the response to it", any(says(reading(s), "plateau_response") for s in outside_goals(note))),
        )
        if not there
    ]
    if missing:
        yield RULE.finding(
            f"No goal moved over the period, and the report does not state {listed(missing)}.",
            "Name the plateau and what will change.",
            {"missing": missing},
        )
