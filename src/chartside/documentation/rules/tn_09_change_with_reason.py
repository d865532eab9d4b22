"""Something was done that the plan does not hold, and nobody says why.

## What it checks

When the treatments of the plan were told and one that is billed is not among them, a sentence records the
change with its reason.

## Why it matters

Medicare pays for what was planned, or for a change that was reasoned.

## How to fix it

Say what was added or changed, and why.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import reading, says
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import values_told
from chartside.documentation.sessions.entries import said
from chartside.drafting.language.words import stems
from chartside.drafting.verifier.meaning import function_stems
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-09",
    name="change-with-reason",
    title="A treatment outside the plan is recorded without its reason",
    family="plan",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each code outside the plan."""
    planned = " ".join(map(said, values_told(note, *_PLANNED, *_WRITTEN_OTHERWISE))).lower()
    if not planned:
        return
    outside = [code for code in note.codes if not _is_planned(note, code, planned)]
    reasoned = any(
        says(reading(s), "treatment_change") and says(reading(s), "reason_for_change") for s in note.sentences
    )
    for code in outside:
        if not reasoned:
            yield RULE.finding(
                f"{code} is not among the treatments of the plan, and no reason for it is recorded.",
                "Say what was added or changed, and why.",
                {"code": code, "planned": planned},
                more={"code": code},
            )


_PLANNED = (
    "interventions",
    "planned_interventions",
    "planned_codes",
    "poc_interventions",
    "poc_codes",
    "plan_codes",
)
_WRITTEN_OTHERWISE = ("planned_treatments", "plan_of_care_codes", "plan_of_care_interventions")


def _is_planned(note: Note, code: str, planned: str) -> bool:
    """The plan names the code, or the kind of service in words."""
    named = set(stems(note.code_row(code, "plain_description"))) - function_stems()
    return code.lower() in planned or len(named & set(stems(planned))) > 1
