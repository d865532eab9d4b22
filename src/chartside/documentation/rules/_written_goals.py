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
    parse_goal,
    stated_goals,
)
from chartside.documentation.notes.note import Note
from chartside.kernel.findings import Finding
from chartside.rulebook.rules import RuleInfo

_SIGNATURE = "SIG"


@dataclass(frozen=True)
class WrittenGoal:
    """One goal of a document, with the evidence of a finding about it."""

    text: str
    evidence: dict[str, Any]
    goal_id: str = ""

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
            found[-1] = found[-1] | {"text": f"{found[-1]['text']} {sentence['text']}"}
        else:
            found.append(dict(sentence))
    for sentence in found:
        text = str(sentence["text"])
        goals = stated_goals([text])
        if (
            not goals
            and note.doc_type == "goal"
            and sentence["section"] not in _REPORTS
            and _may_be_goal(text)
        ):
            goals = [text]
        for goal in goals:
            yield WrittenGoal(goal, {"sentence": sentence["i"], "text": goal})


def _may_be_goal(text: str) -> bool:
    """In a document of goals a sentence with an action, a target or a task is one, however vague."""
    goal = parse_goal(text)
    return len(text.split()) > 1 and bool(goal.verb or goal.weak_verb or goal.targets or goal.occupation)


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
