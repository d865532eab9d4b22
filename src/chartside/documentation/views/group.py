"""The form of a group: what all did, then each patient's own part. Fields as in `forms/together.py`."""

from dataclasses import dataclass
from datetime import datetime

from chartside.documentation.views.session import Activity, Count, GoalAnswer, Option, SessionForm


@dataclass(frozen=True)
class SharedActivity:
    """One activity that all may share: its tap and its minutes."""

    key: str
    face: str
    chosen: bool
    minutes: Count
    named: bool
    name: str


@dataclass(frozen=True)
class PatientPart:
    """One patient's part.

    Attributes:
        prefix: the beginning of the names of its fields.
        minutes: by activity, the patient's own minutes where they differ from everybody's.
        names: by activity, what it was for this patient where it was something of their own; None where it
            has its name already.
        left: parts that are still to answer.
        own_url: the patient's own form, for what only it asks.
    """

    prefix: str
    form: SessionForm
    activities: tuple[Activity, ...]
    goals: tuple[GoalAnswer, ...]
    minutes: tuple[Count, ...]
    names: tuple[str | None, ...]
    left_out: tuple[Option, ...]
    left: tuple[str, ...]
    own_url: str


@dataclass(frozen=True)
class GroupForm:
    """The whole page."""

    base: str
    account_id: str
    visit_id: str
    starts_at: datetime
    ends_at: datetime
    place: str
    shared: tuple[SharedActivity, ...]
    parts: tuple[PatientPart, ...]

    @property
    def complete(self) -> bool:
        """Every patient's part is answered."""
        return not any(part.left for part in self.parts)

    @property
    def saved(self) -> bool:
        """The server has had it."""
        return any(part.form.revision for part in self.parts)
