"""Left and right do not agree.

## What it checks

The sides in the note are those that were entered, and what was entered does not contradict itself: the
side of the session, of its activities and of its goals.

## Why it matters

A wrong side is a clinical error first and a denial second.

## How to fix it

Correct the side where it is wrong.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._wording import quoted
from chartside.drafting.facts import strings
from chartside.drafting.verifier.atoms import read_atoms
from chartside.kernel.facts import Fact
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-21",
    name="side-agrees",
    title="Body side in the note does not agree with what was entered",
    family="sources",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each sentence with a wrong side, one when the session’s side is contradicted."""
    for sentence in note.unsupported():
        if any(problem["type"] == "wrong_side" for problem in sentence["problems"]):
            yield RULE.finding(
                f"The side in “{sentence['text']}” is not the one that was entered.",
                "Correct the side.",
                quoted(sentence),
                more={"sentence": sentence["i"]},
            )
    treated = {side for fact in note.of_kind("side") for side in _sides(fact)}
    if len(treated) != 1 or treated == {"bilateral"}:
        return
    for fact in note.of_kind("activity"):
        named = _sides(fact)
        if named and treated.isdisjoint(named) and "bilateral" not in named:
            yield RULE.finding(
                f"“{fact.value['activity']}” names the {min(named)} side, treated was the {min(treated)}.",
                "Correct the side of the session or of the activity.",
                {"fact": fact.id},
            )


def _sides(fact: Fact) -> set[str]:
    shown = {"L": "left", "R": "right", "B": "bilateral"}
    found = set()
    for text in strings(fact.value):
        found |= {side for side, _ in read_atoms(text).sides} | (
            {shown[text.upper()]} if text.upper() in shown else set()
        )
    return found
