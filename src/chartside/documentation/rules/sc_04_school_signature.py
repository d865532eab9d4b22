"""Nobody signs, or nobody supervises.

## What it checks

The text names the author with a credential; a note by an assistant also names the supervisor.

## Why it matters

An unsigned service record counts as no service.

## How to fix it

Sign with the credential, and name the supervisor where an assistant served.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import lacking, states
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._people import by_assistant, is_signed
from chartside.drafting.language.words import words
from chartside.kernel.findings import Finding

RULE = rule_info(
    "SC-04",
    name="school-signature",
    title="The note is not signed with a credential, or an assistant’s supervisor is missing",
    family="signature",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding, which names what is missing."""
    supervisor = words(str(note.one("supervisor").get("name", "")))
    supervised = states(note, "supervised") or bool(supervisor and supervisor[-1] in words(note.text()))
    yield from lacking(
        RULE,
        note,
        {
            "the author with a credential": is_signed(note),
            "the supervisor of the assistant": not by_assistant(note) or supervised,
        },
        "Sign with the credential, and name the supervisor where an assistant served.",
    )
