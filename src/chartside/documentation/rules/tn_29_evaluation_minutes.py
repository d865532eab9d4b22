"""Evaluation minutes are counted as timed treatment.

## What it checks

When an evaluation and treatment fall on one day, the minutes of the evaluation are in the total
treatment time and not in the timed minutes.

## Why it matters

The evaluation is paid once, whatever its length. Its minutes in timed codes are paid twice.

## How to fix it

Take the minutes of the evaluation out of the timed minutes.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._minutes import TIMED, minutes_stated
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.facts import Fact
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-29",
    name="evaluation-minutes",
    title="Evaluation minutes stand in the timed minutes",
    family="minutes",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    lines = (
        note.of_kind("activity")
        if any(_code(fact) for fact in note.of_kind("activity"))
        else note.of_kind("billed")
    )
    evaluation = sum(fact.value.get("minutes") or 0 for fact in lines if _is_evaluation(note, _code(fact)))
    timed = sum(fact.value.get("minutes") or 0 for fact in lines if note.is_timed(_code(fact)))
    stated = minutes_stated(note, TIMED)
    if evaluation and any(minutes > timed for minutes in stated):
        yield RULE.finding(
            f"{max(stated):g} timed minutes are stated, {timed:g} were in timed codes.",
            f"State {timed:g} timed minutes.",
            {"stated": max(stated), "timed": timed, "evaluation": evaluation},
        )
    named = {
        str(fact.value.get("activity", "")).lower() for fact in lines if _is_evaluation(note, _code(fact))
    } - {""}
    for fact in lines:
        if note.is_timed(_code(fact)) and str(fact.value.get("activity", "")).lower() in named:
            yield RULE.finding(
                f"“{fact.value['activity']}” stands as evaluation and as {_code(fact)}.",
                "Give its minutes to one of the two.",
                {"code": _code(fact)},
            )


def _code(fact: Fact) -> str:
    return str(fact.value.get("code", "")).upper()


def _is_evaluation(note: Note, code: str) -> bool:
    return note.code_row(code, "category") in ("evaluation", "re-evaluation") if code else False
