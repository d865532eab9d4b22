"""A phrase says too little.

## What it checks

A sentence that consists of a set phrase, such as “tolerated well” or “continue per plan”, without a
measure or a reason.

## Why it matters

Such phrases stand in every note that was ever denied. They show neither skill nor progress.

## How to fix it

Use the number that the form holds, or say what was seen.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._code_words import is_measured
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._wording import phrase_pattern, quoted
from chartside.drafting.language.words import words
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-25", name="fillers", title="A sentence is a set phrase without a measure", family="wording"
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each sentence that is no more than a filler."""
    for sentence in note.sentences:
        found = phrase_pattern("fillers").search(sentence["text"])
        if found is None or is_measured(sentence["text"]):
            continue
        left = words(phrase_pattern("fillers").sub(" ", sentence["text"]))
        if len(left) <= _AROUND:
            yield RULE.finding(
                f"“{found[0]}” has no measure.",
                "Use a number that was entered, or say what was seen.",
                quoted(sentence),
                more={"sentence": sentence["i"]},
            )


# Words of a frame around the phrase: "In response to treatment today, the patient ..."
_AROUND = 7
