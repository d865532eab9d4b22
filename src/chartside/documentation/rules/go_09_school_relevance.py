"""A school goal does not show what it is for at school.

## What it checks

Each goal in a school names the curriculum, the classroom, a school routine or access to school.

## Why it matters

Related services in schools are there so that a pupil can benefit from instruction.

## How to fix it

Say in which part of the school day it will be seen.
"""

from collections.abc import Iterator

from chartside.documentation.goals import names_school
from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._written_goals import about, written_goals
from chartside.kernel.findings import Finding

RULE = rule_info(
    "GO-09", name="goal-school", title="A school goal does not show what it is for at school", family="goals"
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each goal without a school context."""
    for goal in written_goals(note):
        if not names_school(goal.text):
            yield about(
                RULE,
                goal,
                f"“{goal.text}” does not show what it is for at school.",
                f"{goal.text.rstrip(' .')}, [in which part of the school day or curriculum].",
            )
