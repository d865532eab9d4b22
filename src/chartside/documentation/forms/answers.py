"""What a therapist answered, as values; read from the form's fields and kept as JSON."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

OTHER = "other"
LONGEST_TEXT = 2000
MOST_MINUTES = 240


@dataclass(frozen=True)
class ActivityAnswer:
    """One activity: minutes, result (`achieved` of `total`, or a value in its unit), help, goal, code."""

    key: str
    name: str = ""
    minutes: int | None = None
    achieved: int | None = None
    total: int | None = None
    assist: str = ""
    cues: str = ""
    prompts: str = ""
    goal: str = ""
    code: str = ""


@dataclass(frozen=True)
class GoalToday:
    """Today's value of a goal, in its own unit."""

    goal: str
    value: int
    total: int | None = None


@dataclass(frozen=True)
class Answers:
    """A whole form. `response`, `skill` and `plan` are the words of the taps."""

    activities: tuple[ActivityAnswer, ...] = ()
    goals: tuple[GoalToday, ...] = ()
    skipped: tuple[str, ...] = ()
    response: tuple[str, ...] = ()
    skill: tuple[str, ...] = ()
    plan: tuple[str, ...] = ()
    response_text: str = ""
    subjective: str = ""
    skilled: str = ""
    plan_text: str = ""

    @property
    def minutes(self) -> int:
        """The sum of the activities' minutes."""
        return sum(one.minutes or 0 for one in self.activities)

    def activity(self, key: str) -> ActivityAnswer | None:
        """The answer about one activity, when it was chosen."""
        return next((one for one in self.activities if one.key == key), None)

    def as_json(self) -> dict[str, Any]:
        """The shape that is sealed."""
        return asdict(self)

    @classmethod
    def from_json(cls, shape: dict[str, Any]) -> "Answers":
        """The answers that `as_json` gave."""
        texts = {name: shape[name] for name in ("response_text", "subjective", "skilled", "plan_text")}
        return cls(
            activities=tuple(ActivityAnswer(**one) for one in shape["activities"]),
            goals=tuple(GoalToday(**one) for one in shape["goals"]),
            skipped=tuple(shape["skipped"]),
            response=tuple(shape["response"]),
            skill=tuple(shape["skill"]),
            plan=tuple(shape["plan"]),
            **texts,
        )


@dataclass
class Fields:
    """The fields of a sent form: names with one or several values."""

    values: Mapping[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, Any]]) -> "Fields":
        """From name and value pairs; anything that is no text (an upload) is left out."""
        found: dict[str, list[str]] = {}
        for name, value in pairs:
            if isinstance(value, str):
                found.setdefault(name, []).append(value.strip()[:LONGEST_TEXT])
        return cls(found)

    def all(self, name: str) -> tuple[str, ...]:
        """Every non-empty value, each once, in their order."""
        return tuple(dict.fromkeys(value for value in self.values.get(name, []) if value))

    def text(self, name: str) -> str:
        """The first value, or an empty text."""
        return next(iter(self.all(name)), "")

    def number(self, name: str, largest: int = 999) -> int | None:
        """A whole number from 0 to `largest`; None when absent or anything else."""
        text = self.text(name)
        if not (text.isascii() and text.isdigit()) or int(text) > largest:
            return None
        return int(text)


def read_answers(fields: Fields, goal_codes: Iterable[str]) -> Answers:
    """Read a sent form. Only activities that are chosen and goals of the plan are read."""
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
