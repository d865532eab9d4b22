"""An exercise came from nowhere.

## What it checks

Each exercise of the text is one that the therapist entered.

## Why it matters

An exercise that nobody chose for this person can harm.

## How to fix it

Take it out, or enter it as taught.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._exercises import exercises_in
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import told
from chartside.drafting.language.words import stems
from chartside.drafting.verifier.meaning import free_stems
from chartside.kernel.findings import Finding

RULE = rule_info(
    "HE-05",
    name="only-taught-exercises",
    title="An exercise was neither taught nor ordered",
    family="evidence",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each exercise that nobody entered."""
    known = _entered(note)
    if not known:
        return
    for exercise in exercises_in(note):
        said = set(stems(exercise.name)) - _PLAIN - free_stems()
        if said and not said & known:
            yield RULE.finding(
                f"“{exercise.name}” was neither taught nor ordered.",
                "Take it out, or enter it as taught.",
                {"sentence": exercise.first},
            )


_PLAIN = frozenset(
    stems("exercise hold slow slowly home stop day daily repeat then arm hand leg gentle gently")
)


def _entered(note: Note) -> set[str]:
    texts = [
        told(note, name) for name in ("exercises", "hep", "home_program", "program", "approved_exercises")
    ]
    texts += [str(fact.value.get("activity", "")) for fact in note.of_kind("activity")]
    return {word for text in texts for word in stems(text)} - free_stems()
