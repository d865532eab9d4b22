"""The re-evaluation gives no reason of its own.

## What it checks

A sentence names new findings, a significant change, or a failure to respond.

## Why it matters

A routine look at progress is part of treatment and is not paid apart.

## How to fix it

Name the change that made a re-evaluation necessary, or bill the time as treatment.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import states
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "EV-09",
    name="re-evaluation-reason",
    title="No reason for a separate re-evaluation is stated",
    family="necessity",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding; none when something else than a re-evaluation is billed."""
    categories = {note.code_row(code, "category") for code in note.codes}
    if categories and not categories & {"re-evaluation"}:
        return
    if not states(note, "reevaluation_reason"):
        yield RULE.finding(
            "The re-evaluation names no new finding, significant change or failure to respond.",
            "Name what changed, or count the time as treatment.",
        )
