"""Whether the words of a note carry the intent of a billed code."""

import re
from collections.abc import Iterator
from typing import Any

from chartside.coding.api import CodeSupport, code_support, words_of_service
from chartside.documentation.notes.note import Note
from chartside.documentation.rules._wording import has_word, wording
from chartside.drafting.language.assistance import find_levels
from chartside.drafting.language.quantities import quantities, scores
from chartside.kernel.facts import Fact
from chartside.kernel.findings import Finding
from chartside.rulebook.rules import RuleInfo


def code_findings(rule: RuleInfo, note: Note) -> Iterator[Finding]:
    """One finding for each billed code of the rule that the words do not carry with all that it asks."""
    described = wording()["codes"][rule.id]
    for code in note.codes:
        if code not in described["codes"]:
            continue
        statements = statements_for(note, code)
        if not statements:
            # TN-03 says that nothing was done for the code.
            continue
        support = code_support(code, statements, goals_for(note, code), packs=note.packs)
        missing = list(_missing(described, note, code, statements))
        if missing or not support.supported:
            yield _finding(rule, support, missing, " ".join(statements))


def _missing(described: dict[str, Any], note: Note, code: str, statements: list[str]) -> Iterator[str]:
    said, named = " ".join(statements), words_of_service(statements)
    goals = bool(goals_for(note, code))
    for group in described["groups"]:
        if not _holds(group, said, named, goals=goals):
            yield group["missing"]
    if described.get("minutes") and not _has_minutes(note, code, said):
        yield described["minutes"]


def _finding(rule: RuleInfo, support: CodeSupport, missing: list[str], said: str) -> Finding:
    """What is not shown, the code that comes next, and the sentence that would tip it."""
    shown = f"The note does not show {_listed(missing)} for {support.code}." if missing else support.why
    carried = f" The words carry {support.better[0]}." if support.better and not missing else ""
    said_so = f"Say {_listed(missing)} in the words of what was done." if missing else support.tip
    more = {"code": support.code, "better": list(support.better), "runner_up": support.runner_up}
    return rule.finding(
        shown + carried,
        said_so,
        {"code": support.code, "text": said, "missing": missing},
        more=more | ({"tip": support.tip} if support.tip else {}),
    )


def statements_for(note: Note, code: str) -> list[str]:
    """The sentences on the activities of a code and the reasoning about them.

    Of a text that is not our own, also the sentences that rest on no activity: its author's words need not
    be those of the form.
    """
    activities = note.activities_of(code)
    names = {fact.value["activity"] for fact in activities}
    reasons = [
        fact for fact in note.of_kind("skilled") if fact.value.get("activity") in names or _is_general(fact)
    ]
    bound = {s["i"]: str(s["text"]) for fact in activities for s in note.citing(fact)}
    if bound:
        bound |= {s["i"]: str(s["text"]) for fact in reasons for s in note.citing(fact)}
    if not note.foreign:
        return list(bound.values())
    others = {s["i"] for fact in note.of_kind("activity") for s in note.citing(fact)} - bound.keys()
    return [
        str(s["text"])
        for s in note.sentences
        if s["i"] in bound or (s["i"] not in others and s["section"] not in _NOT_TREATMENT)
    ]


_NOT_TREATMENT = frozenset({"S", "P", "SIG"})


def goals_for(note: Note, code: str) -> list[str]:
    """The goals that the activities of a code serve: their texts, or their names where no text was told."""
    wanted = [goal for fact in note.activities_of(code) for goal in fact.value.get("goals", [])]
    texts = {
        str(fact.value.get("goal", "")): str(fact.value.get("text", "")) for fact in note.of_kind("goal")
    }
    return [texts.get(goal) or goal for goal in dict.fromkeys(wanted)]


def _has_minutes(note: Note, code: str, said: str) -> bool:
    told = [*note.activities_of(code), *(f for f in note.of_kind("billed") if f.value.get("code") == code)]
    return any(fact.value.get("minutes") for fact in told) or any(q.unit == "min" for q in quantities(said))


def _is_general(fact: Fact) -> bool:
    return not fact.value.get("activity")


def _holds(group: dict[str, Any], said: str, named: frozenset[str], *, goals: bool) -> bool:
    if "pattern" in group:
        text = re.sub(r"\b\d+ min\b", "", said, count=1) if group.get("own_minutes") is False else said
        return bool(re.search(group["pattern"], text, re.IGNORECASE))
    if not named.isdisjoint(group.get("said", ())) or has_word(said, group["words"]):
        return True
    measured = bool(group.get("measured")) and is_measured(said)
    return measured or bool(group.get("goal") and goals)


def is_measured(text: str) -> bool:
    """Whether a text holds a result: a score, a level of help, or a number that is not its minutes."""
    numbers = [quantity for quantity in quantities(text) if quantity.unit != "min"]
    return bool(scores(text) or find_levels(text) or numbers)


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
