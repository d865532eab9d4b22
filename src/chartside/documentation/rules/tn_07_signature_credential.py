"""The person who treated is not named with a credential.

## What it checks

The note names the person who furnished the service, with letters that show a clinical role. That the
licence is active on the day is checked when it is signed.

## Why it matters

An unsigned note, or one signed without credential, is treated as no note.

## How to fix it

Name the treating person with the credential.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._people import is_signed
from chartside.drafting.language.words import words
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-07",
    name="signature-credential",
    title="The treating person is not named with a credential",
    family="signature",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    person = note.one("provider")
    if note.foreign:
        if not is_signed(note):
            yield RULE.finding(
                "The note does not end with the person who treated, with a credential.",
                "Sign with the name and the credential, such as OTR/L, PT or CCC-SLP.",
                {"provider": person.get("text")},
            )
        return
    name, letters = str(person.get("name", "")), str(person.get("credential", ""))
    if not name:
        yield RULE.finding("The person who treated is not named.", "Enter who treated, with the credential.")
    elif not person.get("role"):
        yield RULE.finding(
            f"{name} is named without a credential that shows a clinical role.",
            "Add the credential, such as OTR/L, PT or CCC-SLP.",
            {"provider": person.get("text")},
        )
    elif not set(words(name)) <= set(words(note.text())) or letters not in note.text():
        yield RULE.finding(
            f"The note does not end with {name}, {letters}.",
            "Put the name and credential of the person who treated back into the note.",
            {"provider": person.get("text")},
        )
