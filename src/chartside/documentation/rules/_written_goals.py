"""The goals of a document, each with its judgement, and the finding that offers a rewrite."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from chartside.documentation.goals import (
    Goal,
    GoalGrade,
    grade_goal,
    is_continuation,
    is_goal_heading,
    may_be_goal,
    parse_goal,
    stated_goals,
)
from chartside.documentation.notes.note import Note
from chartside.kernel.findings import Finding
from chartside.rulebook.rules import RuleInfo

_SIGNATURE = "SIG"


@dataclass(frozen=True)
class WrittenGoal:
    """One goal of a document, with the evidence of a finding about it.

    Attributes:
        text: the goal with the sentences that go on about it (`Baseline: 2 of 10.`).
        stated: the sentence that states it, verbatim; empty for a goal of the plan.
    """

    text: str
    evidence: dict[str, Any]
    goal_id: str = ""
    stated: str = ""

    @cached_property
    def parsed(self) -> Goal:
        """Its parts."""
        return parse_goal(self.text)

    @cached_property
    def graded(self) -> GoalGrade:
        """Its grade, what is missing and the rewrite."""
        return grade_goal(self.text, self.goal_id or None)


def written_goals(note: Note) -> list[WrittenGoal]:
    """The goals that the text states; those of the plan of care where it states none."""
    return list(_stated(note)) or [
        WrittenGoal(text, {"fact": fact.id, "text": text}, str(fact.value.get("goal") or ""))
        for fact in note.of_kind("goal")
        if (text := str(fact.value.get("text") or ""))
    ]


def _stated(note: Note) -> Iterator[WrittenGoal]:
    sentences = [s for s in note.sentences if s["section"] != _SIGNATURE]
    found: list[dict[str, Any]] = []
    for sentence in sentences:
        if found and is_continuation(str(sentence["text"])):
            found[-1] = found[-1] | {"more": f"{found[-1].get('more', '')} {sentence['text']}"}
        else:
            found.append(dict(sentence))
    for sentence in found:
        text, more = str(sentence["text"]), str(sentence.get("more", ""))
        goals = stated_goals([text])
        if not goals and _is_place_of_goals(note, str(sentence["section"])) and may_be_goal(text):
            goals = [text]
        for goal in goals:
            whole = goal + more if goal is goals[-1] else goal
            yield WrittenGoal(whole, {"sentence": sentence["i"], "text": goal}, stated=goal)


def _is_place_of_goals(note: Note, section: str) -> bool:
    """A section of goals, or any but the report and the judgement in a document of goals."""
    return is_goal_heading(section) or (note.doc_type == "goal" and section not in _REPORTS)


_REPORTS = frozenset({"S", "A"})


def unmet(rule: RuleInfo, note: Note, says: Callable[[WrittenGoal], str]) -> Iterator[Finding]:
    """One finding for each goal that does not meet the rule, in the words of `says`; the fix is a rewrite."""
    for goal in written_goals(note):
        if rule.id in goal.graded.missing:
            yield about(rule, goal, says(goal), goal.graded.rewrite)


def about(rule: RuleInfo, goal: WrittenGoal, message: str, fix: str) -> Finding:
    """A finding on one goal."""
    more = {"goal": goal.goal_id} if goal.goal_id else {}
    return rule.finding(message, fix, goal.evidence, more=more)
