"""Warm-up or unattended exercise stands in timed minutes.

## What it checks

No activity that is a warm-up or ran unattended carries minutes under a timed code.

## Why it matters

Only minutes with the therapist’s skill count. Federal audits take warm-up minutes out.

## How to fix it

Take these minutes out of the timed code.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._wording import phrase_pattern
from chartside.kernel.findings import Finding

RULE = rule_info(
    "CD-09",
    name="unattended-time",
    title="Warm-up or unattended time stands under a timed code",
    family="minutes",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each such activity."""
    for fact in note.of_kind("activity"):
        code = str(fact.value.get("code", "")).upper()
        found = phrase_pattern("warm_up").search(str(fact.value["activity"]))
        if found and code and note.is_timed(code) and fact.value.get("minutes"):
            yield RULE.finding(
                f"{fact.value['minutes']} min of “{fact.value['activity']}” stand under {code}.",
                "Count only the minutes in which you treated.",
                {"fact": fact.id, "code": code},
            )
