"""Two timed codes share an activity or its minutes.

## What it checks

When two or more timed codes are billed, each has an activity of its own, with minutes of its own.

## Why it matters

Two codes for one activity are one service billed twice.

## How to fix it

Say which activity and minutes belong to which code.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "CD-08",
    name="own-activity",
    title="A timed code has no activity and minutes of its own",
    family="code_support",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each timed code without minutes of its own."""
    timed = [code for code in note.codes if note.is_timed(code)]
    if len(timed) < 2:
        return
    for code in timed:
        minutes = [fact.value.get("minutes") for fact in note.activities_of(code)]
        if not any(minutes):
            yield RULE.finding(
                f"{code} has no activity with minutes of its own.",
                f"Say which activity and how many minutes were {code}.",
                {"code": code},
                more={"code": code},
            )
