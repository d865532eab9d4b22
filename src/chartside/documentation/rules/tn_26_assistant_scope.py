"""An assistant’s note judges, or names no supervisor.

## What it checks

A note by an assistant or student names the supervising therapist and holds no evaluative judgement, goal
change or discharge decision.

## Why it matters

Assistants carry out the plan; judging and changing it is the therapist’s. Such a note is not payable as
written.

## How to fix it

Name the supervising therapist, and leave the judgement to the therapist’s own report.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import states
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._people import by_assistant
from chartside.documentation.rules._wording import phrase_pattern, quoted
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-26",
    name="assistant-scope",
    title="A note by an assistant judges or changes goals, or names no supervisor",
    family="people",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each judging sentence, one when nobody supervises."""
    if not (by_assistant(note) if note.foreign else note.by_assistant):
        return
    if not note.one("supervisor") and not (note.foreign and states(note, "supervised")):
        yield RULE.finding(
            "The note is by an assistant and names no supervising therapist.",
            "Enter the supervising therapist.",
        )
    for sentence in note.sentences:
        found = (
            phrase_pattern("evaluative").search(sentence["text"]) if sentence["section"] != "SIG" else None
        )
        if found:
            yield RULE.finding(
                f"“{found[0]}” is a judgement for the therapist, not for an assistant’s note.",
                "State what was done and measured; the therapist judges and changes goals.",
                quoted(sentence),
                more={"sentence": sentence["i"]},
            )
