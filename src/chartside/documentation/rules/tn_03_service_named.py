"""A billed service is not named by what was done.

## What it checks

Each billed code has at least one activity in the note, named by what was done and not only by the name
of a service (such as “therapeutic activities”).

## Why it matters

A reviewer compares the words of the note with the code. A code without words is denied.

## How to fix it

Name the task, the body part or the skill that was worked on under this code.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import reading
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._sections import done
from chartside.documentation.rules._wording import has_word, is_vague, wording
from chartside.kernel.findings import Finding

RULE = rule_info(
    "TN-03",
    name="service-named",
    title="A billed code has no activity that says what was done",
    family="code_support",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for each billed code that nothing in the note describes."""
    for code in note.codes:
        if note.foreign and _is_named_in_words(note, code):
            continue
        activities = note.activities_of(code)
        stated = [fact for fact in activities if note.citing(fact)]
        if not stated:
            yield RULE.finding(
                f"Nothing in the note says what was done for {code}.",
                f"Describe the activity that {code} stands for.",
                {"code": code},
                more={"code": code},
            )
        elif all(is_vague(str(fact.value["activity"])) for fact in stated):
            yield RULE.finding(
                f"The note names the service of {code}, not what was done.",
                "Name the task, the body part or the skill in place of the name of a service.",
                {"code": code, "activities": [fact.value["activity"] for fact in stated]},
                more={"code": code},
            )


def _is_named_in_words(note: Note, code: str) -> bool:
    """Another author binds no activity to a code: the text must hold its words, or name an evaluation."""
    if note.activities_of(code):
        return False
    text = " ".join(reading(sentence) for sentence in done(note))
    if note.code_row(code, "category") in ("evaluation", "re-evaluation"):
        return "evaluat" in text.lower()
    described = next((rule for rule in wording()["codes"].values() if code in rule["codes"]), None)
    named = bool(text) if described is None else has_word(text, described["groups"][0]["words"])
    return named and any(note.citing(fact) for fact in note.of_kind("activity"))
