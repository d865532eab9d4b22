"""Who was there and for how long: late, early, declined, minutes that were no treatment, others present."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from chartside.drafting.language.data import load_yaml, pack_file


@dataclass(frozen=True)
class Declined:
    """Care that was offered and declined; `what` is an activity's key, or `visit` for all of it."""

    what: str
    reason: str = ""


@dataclass(frozen=True)
class Attendance:
    """What differed from the visit as it was booked; all of it may be empty.

    Attributes:
        late: minutes after the booked start at which treatment began.
        early: minutes before the booked end at which it stopped.
        untreated: why minutes of the visit were no treatment.
        present: who else was there, and what they did.
    """

    late: int | None = None
    late_reason: str = ""
    early: int | None = None
    early_reason: str = ""
    untreated: tuple[str, ...] = ()
    declined: tuple[Declined, ...] = ()
    present: tuple[str, ...] = ()

    @property
    def refused_whole(self) -> bool:
        """Nothing was done: the patient declined the visit."""
        return any(one.what == WHOLE_VISIT for one in self.declined)

    @classmethod
    def from_json(cls, shape: dict[str, Any]) -> "Attendance":
        """What `dataclasses.asdict` gave."""
        lists: dict[str, Any] = {name: tuple(shape.get(name, ())) for name in ("untreated", "present")}
        lists["declined"] = tuple(Declined(**one) for one in shape.get("declined", ()))
        return cls(**{**shape, **lists})


WHOLE_VISIT = "visit"


@dataclass(frozen=True)
class AttendanceWords:
    """The reasons that the form offers as taps."""

    late: tuple[str, ...]
    early: tuple[str, ...]
    declined: tuple[str, ...]
    untreated: tuple[str, ...]
    present: tuple[str, ...]
    explain_from_minutes: int


@cache
def attendance_words() -> AttendanceWords:
    """The shipped pack."""
    pack = load_yaml(pack_file("forms", "attendance.yaml").read_text(encoding="utf-8"))
    words = {name: tuple(pack[name]) for name in ("late", "early", "declined", "untreated", "present")}
    return AttendanceWords(explain_from_minutes=pack["explain_from_minutes"], **words)


def attendance_entries(attendance: Attendance, labels: dict[str, str]) -> dict[str, list[str]]:
    """The members of a session that say what differed.

    Args:
        attendance: what was answered.
        labels: what the note calls an activity, by its key.
    """
    came = []
    if attendance.late:
        came.append(_because(f"arrived {attendance.late} min late", attendance.late_reason))
    if attendance.early:
        came.append(_because(f"stopped {attendance.early} min early", attendance.early_reason))
    declined = [
        _because("all treatment" if one.what == WHOLE_VISIT else labels.get(one.what, one.what), one.reason)
        for one in attendance.declined
    ]
    found = {
        "attendance": came,
        "refused": declined,
        "time_not_treated": list(attendance.untreated),
        "present": list(attendance.present),
    }
    return {name: words for name, words in found.items() if words}


def _because(what: str, reason: str) -> str:
    return f"{what}: {reason}" if reason else what
