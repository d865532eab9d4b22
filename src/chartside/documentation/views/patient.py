"""The patient as pages show them: the strip, the record, the day's visits."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from chartside.documentation.views.charts import Trend


@dataclass(frozen=True)
class PatientStrip:
    """Who the page is about, in sight on every patient page. `codes`: diagnosis codes, joined."""

    name: str
    birth: date | None
    location: str
    payer: str = ""
    codes: str = ""


@dataclass(frozen=True)
class Step:
    """A state word: `sign`, `warn`, `block`, `ok` or `quiet`, and its words."""

    state: Literal["sign", "warn", "block", "ok", "quiet"]
    words: str


@dataclass(frozen=True)
class VisitRow:
    """One visit in a list. `detail` is the second line; `step` how far its note is; `url` may be empty."""

    url: str
    starts_at: datetime
    ends_at: datetime
    title: str
    detail: str
    step: Step


@dataclass(frozen=True)
class GoalRow:
    """A goal of the plan of care with its course over time.

    Attributes:
        wording: how well it is written and what it does not say; empty when it says everything.
        rewrite: the goal with gaps for what is not known; empty when there is none.
    """

    label: str
    text: str
    detail: str
    trend: Trend | None = None
    wording: str = ""
    rewrite: str = ""


@dataclass(frozen=True)
class Field:
    """A label and its value."""

    label: str
    value: str
    mono: bool = False


@dataclass(frozen=True)
class PatientPage:
    """One chart, read.

    Attributes:
        plan: fields of the plan of care in force; empty when there is none.
        plan_state: how the plan stands (`certified to Jan 15`).
        contacts: people around the patient, a label (`Mother`) and how to reach them.
        looked_at: who opened the chart, in words, for readers who may know; `looks_url` shows them.
    """

    strip: PatientStrip
    identity: tuple[Field, ...]
    coverage: tuple[Field, ...]
    contacts: tuple[Field, ...]
    plan: tuple[Field, ...]
    plan_state: Step | None
    goals: tuple[GoalRow, ...]
    visits: tuple[VisitRow, ...]
    looked_at: str = ""
    looks_url: str | None = None


@dataclass(frozen=True)
class PatientRow:
    """One line of the patient list. `detail` is payer and record number; `url` may be empty."""

    url: str
    name: str
    birth: date | None
    location: str
    detail: str


@dataclass(frozen=True)
class DayGroup:
    """The visits of one day."""

    day: date
    visits: tuple[tuple[str, VisitRow], ...]


@dataclass(frozen=True)
class DayPage:
    """Visits that still lack a note, by day; each row is the patient's name and the visit.

    Attributes:
        whose: whose visits (`Dana Whitfield, OTR/L` or `All therapists`).
        drafted: how many of them have a draft that is not signed by all.
    """

    whose: str
    groups: tuple[DayGroup, ...]
    drafted: int = 0

    @property
    def count(self) -> int:
        """How many visits wait for a note."""
        return sum(len(group.visits) for group in self.groups)

    @property
    def to_fill(self) -> int:
        """How many of them have no draft yet."""
        return self.count - self.drafted
