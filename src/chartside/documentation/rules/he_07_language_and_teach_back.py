"""Nobody knows whether the family understood.

## What it checks

The text is in the language of the family, and a return demonstration is recorded in it or was entered.

## Why it matters

An exercise that was never shown back is done wrong.

## How to fix it

Write in the language of the family, and record who showed the exercise back.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import states
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import is_missing, is_told, told
from chartside.drafting.language.words import words
from chartside.kernel.findings import Finding

RULE = rule_info(
    "HE-07",
    name="language-and-teach-back",
    title="The family’s language is not used, or no teach-back is recorded",
    family="wording",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for the language, one for the teach-back."""
    language = told(note, "language", "preferred_language", "home_language", "family_language").lower()
    if language and not language.startswith("en") and _is_english(note) and not is_told(note, *_TRANSLATED):
        yield RULE.finding(
            f"The family speaks {language}, and the program is in English.",
            "Write it in the family’s language.",
        )
    shown = states(note, "teach_back") or is_told(note, *_SHOWN_BACK)
    if not shown or is_missing(note, *_SHOWN_BACK):
        yield RULE.finding("No teach-back is recorded.", "Record who showed the exercises back.")


_TRANSLATED = ("translated", "translation", "interpreter", "language_reviewed")
_SHOWN_BACK = ("teach_back", "teachback", "return_demonstration", "demonstrated_back", "return_demo")


def _is_english(note: Note) -> bool:
    found = words(note.text())
    common = sum(word in ("the", "and", "your", "with", "you", "of", "to") for word in found)
    return bool(found) and common > len(found) / 12
