"""What a therapist answered, as values; read from the form's fields and kept as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from chartside.documentation.forms.attendance import Attendance
from chartside.documentation.forms.evidence import Brought, Stamp

OTHER = "other"
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
    """A whole form. `response`, `skill` and `plan` are the words of the taps.

    Attributes:
        required: what a code or payer asked besides, by the id of the field.
        carried: offers of the last visit that were tapped, by their ids.
        entered: who entered which answer and when, by the answer's name (`activity:<key>`, `plan:<words>`).
    """

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
    attendance: Attendance = field(default_factory=Attendance)
    required: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    brought: Brought = field(default_factory=Brought)
    carried: tuple[str, ...] = ()
    entered: Mapping[str, Stamp] = field(default_factory=dict)

    @property
    def minutes(self) -> int:
        """The sum of the activities' minutes, those taken from dictation included."""
        heard = (one.value.get("minutes") for one in self.brought.confirmed if one.is_activity)
        return sum(one.minutes or 0 for one in self.activities) + sum(int(count or 0) for count in heard)

    def activity(self, key: str) -> ActivityAnswer | None:
        """The answer about one activity, when it was chosen."""
        return next((one for one in self.activities if one.key == key), None)

    def as_json(self) -> dict[str, Any]:
        """The shape that is sealed."""
        return asdict(self) | {"entered": {name: one.as_json() for name, one in self.entered.items()}}

    @classmethod
    def from_json(cls, shape: dict[str, Any]) -> "Answers":
        """The answers that `as_json` gave; members that an older form did not have are empty."""
        texts = {name: shape[name] for name in ("response_text", "subjective", "skilled", "plan_text")}
        return cls(
            activities=tuple(ActivityAnswer(**one) for one in shape["activities"]),
            goals=tuple(GoalToday(**one) for one in shape["goals"]),
            skipped=tuple(shape["skipped"]),
            response=tuple(shape["response"]),
            skill=tuple(shape["skill"]),
            plan=tuple(shape["plan"]),
            attendance=Attendance.from_json(shape.get("attendance", {})),
            required={name: tuple(chosen) for name, chosen in shape.get("required", {}).items()},
            brought=Brought.from_json(shape.get("brought", {})),
            carried=tuple(shape.get("carried", ())),
            entered={name: Stamp.from_json(one) for name, one in shape.get("entered", {}).items()},
            **texts,
        )
