"""The billed level of the evaluation does not fit what the text counts.

## What it checks

When one of the three OT evaluation codes is billed, the text counts performance deficits, and their number
fits the code.

## Why it matters

Three levels exist because three amounts of work exist; the count of deficits is what a reviewer can check.

## How to fix it

State the history, the performance deficits and the decision making, or bill the level that they carry.
"""

import re
from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import pack
from chartside.documentation.rules._pack import rule_info
from chartside.drafting.language.quantities import NUMBER_WORDS
from chartside.kernel.findings import Finding

RULE = rule_info(
    "EV-07",
    name="evaluation-complexity",
    title="The level of the OT evaluation is not carried by the performance deficits",
    family="code_support",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    for code in note.codes:
        level = pack()["evaluation_levels"].get(code)
        if level is None:
            continue
        counted = _deficits(note)
        if counted is None:
            yield RULE.finding(
                f"{code} is billed and the text counts no performance deficits.",
                "List the performance deficits that were found.",
                {"code": code},
            )
        elif not level["least"] <= counted <= level["most"]:
            yield RULE.finding(
                f"The text counts {counted} performance deficits, which do not carry {code}.",
                "Bill the level that the deficits carry, or state all that were found.",
                {"code": code, "deficits": counted},
            )


_DEFICITS = re.compile(
    r"\b(?:performance|occupational|functional)?\s*(?:performance )?deficits?\b", re.IGNORECASE
)
_COUNT = re.compile(
    r"\b(\d+|" + "|".join(NUMBER_WORDS) + r")\b\s*(?:or more\s+)?(?:\w+\s+){0,2}(?:performance )?deficits?\b",
    re.IGNORECASE,
)


def _deficits(note: Note) -> int | None:
    """How many performance deficits the text counts, by a number or as a list."""
    for sentence in note.sentences:
        text = str(sentence["text"])
        if found := _COUNT.search(text):
            word = found[1].lower()
            return int(NUMBER_WORDS.get(word, word))
        if found := _DEFICITS.search(text):
            parts = [part for part in re.split(r",|;|\band\b", text[found.end() :]) if part.strip(" .:")]
            if parts:
                return len(parts)
    return None
