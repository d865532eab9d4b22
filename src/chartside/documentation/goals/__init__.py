"""Goals: read into parts, graded, rewritten around what they say, and found where a document states them."""

from chartside.documentation.goals.grade import GoalGrade, grade_goal
from chartside.documentation.goals.parse import Goal, parse_goal
from chartside.documentation.goals.stated import stated_goals

__all__ = ["Goal", "GoalGrade", "grade_goal", "parse_goal", "stated_goals"]
