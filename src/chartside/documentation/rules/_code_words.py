"""Whether the words of a note carry the intent of a billed code."""

import re
from collections.abc import Iterator
from typing import Any

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._wording import has_word, wording
from chartside.drafting.language.assistance import find_levels
from chartside.drafting.language.quantities import quantities, scores
from chartside.kernel.facts import Fact
from chartside.kernel.findings import Finding
from chartside.rulebook.rules import RuleInfo


def code_findings(rule: RuleInfo, note: Note) -> Iterator[Finding]:
    """One finding for each billed code of the rule whose activities do not say all that it stands for."""
    described = wording()["codes"][rule.id]
    for code in note.codes:
        if code not in described["codes"]:
            continue
        said = _said(note, code)
        if not said:
            # TN-03 says that nothing was done for the code.
            continue
        goals = {goal for fact in note.activities_of(code) for goal in fact.value.get("goals", [])}
        missing = [group["missing"] for group in described["groups"] if not _holds(group, said, goals)]
        if missing:
            yield rule.finding(
                f"The note does not show {_listed(missing)} for {code}.",
                f"Say {_listed(missing)} in the words of what was done.",
                {"code": code, "text": said, "missing": missing},
                more={"code": code},
            )


def _said(note: Note, code: str) -> str:
    """The sentences on the activities of a code, and those on the therapist's reasoning about them."""
    activities = note.activities_of(code)
    names = {fact.value["activity"] for fact in activities}
    reasons = [
        fact for fact in note.of_kind("skilled") if fact.value.get("activity") in names or _is_general(fact)
    ]
    sentences = {s["i"]: s["text"] for fact in activities for s in note.citing(fact)}
    if not sentences:
        return ""
    sentences |= {s["i"]: s["text"] for fact in reasons for s in note.citing(fact)}
    return " ".join(sentences.values())


def _is_general(fact: Fact) -> bool:
    return not fact.value.get("activity")


def _holds(group: dict[str, Any], said: str, goals: set[str]) -> bool:
    if "pattern" in group:
        text = re.sub(r"\b\d+ min\b", "", said, count=1) if group.get("own_minutes") is False else said
        return bool(re.search(group["pattern"], text, re.IGNORECASE))
    named = has_word(said, group["words"])
    measured = bool(group.get("measured")) and is_measured(said)
    return named or measured or bool(group.get("goal") and goals)


def is_measured(text: str) -> bool:
    """Whether a text holds a result: a score, a level of help, or a number that is not its minutes."""
    numbers = [quantity for quantity in quantities(text) if quantity.unit != "min"]
    return bool(scores(text) or find_levels(text) or numbers)


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
