"""The plan was changed by nobody, on no day.

## What it checks

When the text speaks of a change of the plan, it is dated and signed.

## Why it matters

A change counts from the day on which it is written and signed.

## How to fix it

Date and sign the change.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import stating
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._people import is_signed
from chartside.documentation.rules._wording import quoted
from chartside.drafting.language.days import find_days
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PC-09", name="changes-dated", title="A change of the plan is not dated and signed", family="signature"
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    changed = stating(note, "plan_changed")
    if not changed:
        return
    dated = any(find_days(str(sentence["text"])) for sentence in changed)
    missing = [what for what, there in (("date", dated), ("signature", is_signed(note))) if not there]
    if missing:
        yield RULE.finding(
            f"The plan was changed without a {' and a '.join(missing)}.",
            "Date and sign the change.",
            *map(quoted, changed),
        )
