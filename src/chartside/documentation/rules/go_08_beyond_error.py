"""A target lies within the error of the test.

## What it checks

Where a goal is measured by a test whose smallest real change is known, the target differs from the baseline
by at least that.

## Why it matters

A change smaller than the error of the test is no change.

## How to fix it

Choose a target beyond the smallest real change, or another measure.
"""

import re
from collections.abc import Iterator
from functools import cache

from chartside.documentation.goals import Goal
from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._written_goals import about, written_goals
from chartside.kernel.findings import Finding
from chartside.rulebook.packs import shipped_packs
from chartside.rulebook.tables import Row

RULE = rule_info(
    "GO-08", name="goal-beyond-error", title="A target lies within the error of the test", family="goals"
)


_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def check(note: Note) -> Iterator[Finding]:
    """One finding for each goal on a test whose target is no real change."""
    for goal in written_goals(note):
        row = next((row for name, row in _tests() if name.search(goal.text)), None)
        change = _change(goal.parsed)
        if row is not None and change is not None and change < float(row["mdc_min"]):
            yield about(
                RULE,
                goal,
                f"“{goal.text}”: {change:g} lies within the error of {row['name']}, {_error(row)}.",
                f"Set a target at least {_error(row)} beyond the baseline.",
            )


@cache
def _tests() -> tuple[tuple[re.Pattern[str], Row], ...]:
    """Tests with a known smallest real change, by name or by their abbreviation in capitals."""
    rows = [row for row in shipped_packs().table("outcome_measures").rows if row["mdc_min"]]
    return tuple((_name(row), row) for row in rows)


def _name(row: Row) -> re.Pattern[str]:
    plain = row["name"].split("(")[0].strip()
    return re.compile(rf"(?i:\b{re.escape(plain)}\b)|\b{re.escape(row['id'])}\b")


def _error(row: Row) -> str:
    return f"{row['mdc_min']} {row['unit']}"


def _change(goal: Goal) -> float | None:
    """How far the target lies from the baseline, in the unit that both share."""
    for target in goal.targets:
        for base in goal.baselines:
            found, start = _NUMBER.search(target.text), _NUMBER.search(base.text)
            if found and start and (target.kind == base.kind or "number" in (target.kind, base.kind)):
                return abs(float(found[0]) - float(start[0]))
    return None
