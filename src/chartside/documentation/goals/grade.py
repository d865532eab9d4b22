"""How good a goal is, by the rules GO-01 to GO-06, with what is missing and a rewrite to fill in."""

from dataclasses import dataclass
from typing import Literal

from chartside.documentation.goals.parse import Goal, parse_goal
from chartside.documentation.goals.rewrite import rewrite_goal

Grade = Literal["good", "weak", "vague"]
VERB, OCCUPATION, BASELINE, TARGET, CONDITION, TIME_FRAME = (f"GO-0{number}" for number in range(1, 7))


# What a goal that misses a rule does not say, in a few words for a page.
NOT_SAID = {
    VERB: "an action that can be seen",
    OCCUPATION: "the daily task",
    BASELINE: "the baseline in the same unit",
    TARGET: "the target",
    CONDITION: "under which condition",
    TIME_FRAME: "by when",
}


@dataclass(frozen=True)
class GoalGrade:
    """The judgement of one goal.

    Attributes:
        text: the goal as written.
        grade: `good` when all of GO-01 to GO-06 hold, `vague` when there is no usable target, else `weak`.
        missing: the rules that it does not meet.
        rewrite: the same goal with a gap in brackets for all that is not known; the text itself when good.
    """

    text: str
    grade: Grade
    missing: tuple[str, ...]
    rewrite: str
    goal_id: str | None = None

    @property
    def not_said(self) -> tuple[str, ...]:
        """What is missing, in a few words each."""
        return tuple(NOT_SAID[rule] for rule in self.missing)


def grade_goal(text: str, goal_id: str | None = None) -> GoalGrade:
    """Grade one goal of any discipline, in any usual format."""
    goal = parse_goal(text)
    missing = missing_rules(goal)
    grade: Grade = "good" if not missing else "vague" if TARGET in missing else "weak"
    return GoalGrade(text, grade, missing, rewrite_goal(goal, missing), goal_id)


def missing_rules(goal: Goal) -> tuple[str, ...]:
    """The ids of GO-01 to GO-06 that a goal does not meet, in order."""
    held = {
        VERB: bool(goal.verb),
        OCCUPATION: bool(goal.occupation),
        BASELINE: goal.baseline_fits,
        TARGET: bool(goal.targets),
        CONDITION: bool(goal.condition),
        TIME_FRAME: bool(goal.time_frame),
    }
    return tuple(rule for rule, holds in held.items() if not holds)
