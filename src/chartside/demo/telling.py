"""What the demo's YAML files tell, as values."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from chartside.demo.dice import Dice

SEED = 20261120
"""The demo that the handbook tells; another seed gives another three months of the same people."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")


@dataclass(frozen=True)
class GoalPlan:
    """A goal of a caseload: what is measured, from where to where."""

    code: str
    text: str
    measure: str
    unit: str
    baseline: int
    target: int
    direction: str
    total: int | None


@dataclass(frozen=True)
class Caseload:
    """What one kind of patient comes for."""

    name: str
    setting: str
    discipline: str
    minutes: int
    per_week: int
    age: str
    diagnoses: tuple[tuple[str, ...], ...]
    frequency: str
    physician: dict[str, str]
    goals: tuple[GoalPlan, ...]


@dataclass(frozen=True)
class Slot:
    """A weekly hour: weekday 0 is Monday."""

    weekday: int
    start: time

    @classmethod
    def read(cls, text: str) -> "Slot":
        """`fri 10:00`."""
        day, clock = text.split()
        return cls(WEEKDAYS.index(day), time.fromisoformat(clock))


@dataclass(frozen=True)
class Person:
    """A patient as told. `number` is the place in the list, from which ids without meaning are made."""

    number: int
    mrn: str
    first: str
    last: str
    born: date
    sex: str
    pronouns: str
    caseload: Caseload
    payer: str
    therapist: str
    assistant: str | None
    slots: tuple[Slot, ...]
    told: dict[str, Any]

    @property
    def name(self) -> str:
        """`Theo Marsh`."""
        return f"{self.first} {self.last}"


@dataclass(frozen=True)
class Schedule:
    """When the clinic works, and what is known of particular days."""

    start: date
    today: date
    now: time
    until: date
    closed: frozenset[date]
    shares: dict[str, float]
    signed_after_hours: tuple[tuple[float, float], ...]
    groups: tuple[dict[str, Any], ...]
    said: dict[tuple[str, date], dict[str, Any]]

    def days(self) -> list[date]:
        """The working days of the export, in order."""
        count = (self.until - self.start).days + 1
        days = (self.start + timedelta(days=n) for n in range(count))
        return [day for day in days if day.weekday() < len(WEEKDAYS) and day not in self.closed]


@dataclass(frozen=True)
class Told:
    """Everything the demo tells."""

    clinic: dict[str, Any]
    schedule: Schedule
    people: tuple[Person, ...]
    dice: Dice

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the demo's location."""
        return ZoneInfo(self.clinic["locations"][0]["zone"])

    @property
    def now(self) -> datetime:
        """The demo's present: the morning on which its stories begin."""
        return datetime.combine(self.schedule.today, self.schedule.now, self.zone)


def clinic_yaml() -> bytes:
    """The clinic's description, in the form that a clinic writes it."""
    return files("chartside.demo.data").joinpath("clinic.yaml").read_bytes()


@cache
def tell(seed: int = SEED) -> Told:
    """Read the YAML files; whatever they leave open follows from the seed."""
    clinic, caseloads, people = yaml.safe_load(clinic_yaml()), _read("caseloads"), _read("people")
    dice = Dice(seed)
    known = {name: _caseload(name, caseloads) for name in caseloads if name != "physicians"}
    persons = tuple(_person(number, told, known) for number, told in enumerate(people, start=1))
    return Told(clinic, _schedule(_read("schedule")), persons, dice)


def _read(name: str) -> Any:  # noqa: ANN401  (the shape is that of each file, read by the caller)
    return yaml.safe_load(files("chartside.demo.data").joinpath(f"{name}.yaml").read_text("utf-8"))


def _caseload(name: str, caseloads: dict[str, Any]) -> Caseload:
    told = dict(caseloads[name])
    goals = tuple(GoalPlan(f"G{i}", *goal) for i, goal in enumerate(told.pop("goals"), start=1))
    physician = caseloads["physicians"][told.pop("physician")]
    diagnoses = tuple(tuple(codes) for codes in told.pop("diagnoses"))
    return Caseload(name=name, goals=goals, physician=physician, diagnoses=diagnoses, **told)


def _person(number: int, told: dict[str, Any], caseloads: dict[str, Caseload]) -> Person:
    first, last = told["name"].split(" ", 1)
    return Person(
        number=number,
        mrn=told.get("mrn", f"W-{20500 + 3 * number}"),
        first=first,
        last=last,
        born=told["born"],
        sex=told["sex"],
        pronouns=told["pronouns"],
        caseload=caseloads[told["caseload"]],
        payer=told["payer"],
        therapist=told["therapist"],
        assistant=told.get("assistant"),
        slots=tuple(Slot.read(text) for text in told.get("slots", ())),
        told=told,
    )


def _schedule(told: dict[str, Any]) -> Schedule:
    return Schedule(
        start=told["start"],
        today=told["today"],
        now=time.fromisoformat(told["now"]),
        until=told["until"],
        closed=frozenset(told["closed"]),
        shares=told["shares"],
        signed_after_hours=tuple((hours, share) for hours, share in told["signed_after_hours"]),
        groups=tuple(told["groups"]),
        said={(said["patient"], said["day"]): said for said in told["said"]},
    )
