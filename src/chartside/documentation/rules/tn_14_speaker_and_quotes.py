"""A report has no speaker, or a quotation is not in the source.

## What it checks

Quotation marks hold only words that stand so in what was entered, and a report names who gave it.

## Why it matters

Words put into somebody’s mouth are false, and a report without a speaker is worth little.

## How to fix it

Name the speaker, or take the quotation marks away.
"""

from collections.abc import Iterator
from typing import Any

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._wording import quoted
from chartside.drafting.language.people import person_of
from chartside.drafting.language.words import words
from chartside.kernel.findings import Finding, Level

RULE = rule_info(
    "TN-14",
    name="speaker-and-quotes",
    title="A quotation is not in the source, or a report has no speaker",
    family="sources",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each false quotation (it blocks), one for each report without a speaker (it warns)."""
    for sentence in note.unsupported():
        for problem in sentence["problems"]:
            if problem["type"] == "invented_quote":
                yield RULE.finding(
                    f"A quotation is not in the source: {problem['evidence']}.",
                    "Use the exact words, or take the quotation marks away.",
                    quoted(sentence),
                    more={"sentence": sentence["i"]},
                )
    for fact in note.of_kind("subjective"):
        value = fact.value
        stated = note.citing(fact)
        if stated and not (value.get("speaker") or value.get("whole")) and not _names_speaker(stated):
            yield RULE.finding(
                "A report does not say who gave it.",
                "Enter who said it: the patient, the mother, a teacher.",
                {"fact": fact.id, "text": value["text"]},
                level=Level.WARN,
            )


def _names_speaker(sentences: list[dict[str, Any]]) -> bool:
    return any(person_of(word) for sentence in sentences for word in words(sentence["text"])[:6])
