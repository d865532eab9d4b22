"""From the fields of a sent form to its answers."""

from collections.abc import Iterable

from chartside.documentation.forms.answers import MOST_MINUTES, ActivityAnswer, Answers, GoalToday
from chartside.documentation.forms.attendance import WHOLE_VISIT, Attendance, Declined
from chartside.documentation.forms.fields import Fields

_ASKED = "asked:"


def read_answers(fields: Fields, goal_codes: Iterable[str]) -> Answers:
    """What is tapped and typed in a sent form. Only chosen activities and goals of the plan are read."""
    known = tuple(goal_codes)
    skipped = fields.all("skipped")
    goals = [
        GoalToday(code, value, fields.number(f"total:{code}"))
        for code in known
        if code not in skipped and (value := fields.number(f"goal:{code}")) is not None
    ]
    return Answers(
        activities=tuple(_activity(fields, key, known) for key in fields.all("activities")),
        goals=tuple(goals),
        skipped=skipped,
        response=fields.all("response"),
        skill=fields.all("skill"),
        plan=fields.all("plan"),
        response_text=fields.text("response_text"),
        subjective=fields.text("subjective"),
        skilled=fields.text("skilled"),
        plan_text=fields.text("plan_text"),
        attendance=_attendance(fields),
        required={
            name.removeprefix(_ASKED): fields.all(name)
            for name in sorted(fields.values)
            if name.startswith(_ASKED)
        },
    )


def _attendance(fields: Fields) -> Attendance:
    whole = (
        (Declined(WHOLE_VISIT, fields.text("declined_why:visit")),) if fields.text("declined_visit") else ()
    )
    return Attendance(
        late=fields.number("late", MOST_MINUTES) or None,
        late_reason=fields.text("late_reason"),
        early=fields.number("early", MOST_MINUTES) or None,
        early_reason=fields.text("early_reason"),
        untreated=fields.all("untreated"),
        declined=(
            *whole,
            *(Declined(key, fields.text(f"declined_why:{key}")) for key in fields.all("declined")),
        ),
        present=fields.all("present"),
    )


def _activity(fields: Fields, key: str, goal_codes: tuple[str, ...]) -> ActivityAnswer:
    goal = fields.text(f"for:{key}")
    return ActivityAnswer(
        key=key,
        name=fields.text(f"name:{key}"),
        minutes=fields.number(f"minutes:{key}", MOST_MINUTES) or None,
        achieved=fields.number(f"achieved:{key}"),
        total=fields.number(f"total:{key}"),
        assist=fields.text(f"assist:{key}"),
        cues=fields.text(f"cues:{key}"),
        prompts=fields.text(f"prompts:{key}"),
        goal=goal if goal in goal_codes else "",
        code=fields.text(f"code:{key}"),
    )
