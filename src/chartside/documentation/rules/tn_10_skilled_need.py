"""Nothing shows why a therapist was needed.

## What it checks

At least one sentence says what the therapist analysed, graded, cued, adapted, taught or decided.

## Why it matters

Care that a layperson could give is not covered. This was among the commonest reasons in the federal
audit of therapy claims.

## How to fix it

Say what you changed, cued or decided during the activity, and on which sign.
"""

import re
from collections.abc import Iterator
from typing import Any

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import says
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._sections import done
from chartside.documentation.rules._wording import has_word, is_vague
from chartside.drafting.language.assistance import find_levels
from chartside.drafting.language.quantities import blank
from chartside.drafting.language.words import stems
from chartside.drafting.verifier.meaning import free_stems
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-10",
    name="skilled-need",
    title="The skill of the therapist is not visible in the note",
    family="necessity",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding; none where care was declined and nothing was done."""
    if note.foreign:
        if not any(_is_skilled(str(s["text"])) or _repeats(note, s) for s in done(note)):
            yield _finding()
        return
    declined = note.of_kind("refusal") and not note.of_kind("activity", "billed")
    if declined or any(note.citing(fact) for fact in note.of_kind("skilled")):
        return
    named = [fact for fact in note.of_kind("activity") if not is_vague(str(fact.value["activity"]))]
    activities = [sentence for fact in named for sentence in note.citing(fact)]
    if any(has_word(sentence["text"], "SKILLED") for sentence in activities):
        return
    # "Increased" in the sentence of a goal is the patient's doing, not the therapist's.
    of_goals = {s["i"] for fact in note.of_kind("goal", "goal_measure") for s in note.citing(fact)}
    reasoning = [s["text"] for s in note.sentences if s["section"] == "A" and s["i"] not in of_goals]
    if has_word(" ".join(reasoning), "SKILLED"):
        return
    yield _finding()


def _finding() -> Finding:
    return RULE.finding(
        "The note does not show what the therapist analysed, graded, cued, adapted or taught.",
        "Add what you decided during an activity and why.",
    )


def _is_skilled(text: str) -> bool:
    """An act of the therapist; a level of help that was needed is none."""
    for level in reversed(find_levels(text)):
        if level.cue and _AIM.match(text, level.end):
            # "Verbal cues for trunk extension" says what the therapist saw and asked for.
            return True
        text = blank(text, level.start, level.end)
    return says(text, "skilled_act")


def _repeats(note: Note, sentence: dict[str, Any]) -> bool:
    """A sentence that says most of a reasoning that was entered."""
    said = set(stems(str(sentence["text"])))
    entered = (set(stems(str(fact.value["text"]))) - free_stems() for fact in note.of_kind("skilled"))
    return any(wanted and len(wanted & said) >= _MOST * len(wanted) for wanted in entered)


_MOST = 0.7
_AIM = re.compile(r"\s*(?:for|to) (?!complet|finish|perform|participat|the task|task)\w+", re.IGNORECASE)
