"""Goals: read into parts, graded, rewritten around what they say, and found where a document states them."""

from chartside.documentation.goals.grade import GoalGrade, grade_goal
from chartside.documentation.goals.parse import Goal, parse_goal
from chartside.documentation.goals.stated import is_continuation, is_goal_heading, may_be_goal, stated_goals
from chartside.documentation.goals.words import changes_goal, names_priority, names_school

__all__ = [
    "Goal",
    "GoalGrade",
    "changes_goal",
    "grade_goal",
    "is_continuation",
    "is_goal_heading",
    "may_be_goal",
    "names_priority",
    "names_school",
    "parse_goal",
    "stated_goals",
]
