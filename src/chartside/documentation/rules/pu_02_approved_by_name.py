"""Nobody answers for the message.

## What it checks

A named person approved it.

## Why it matters

A message to a family is never sent by a machine.

## How to fix it

Let a named person read and approve it.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._family import is_child
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import is_missing, is_told
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PU-02", name="approved-by-name", title="No named person approved the message", family="signature"
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding; none for an adult."""
    if not is_child(note):
        return
    if not is_told(note, "approved_by", "approver"):
        yield RULE.finding("No named person approved the message.", "Let a named person approve it.")
    elif is_missing(note, "approved_at", "approved_on"):
        yield RULE.finding("The approval has no time.", "Approve it again, with the time.")
