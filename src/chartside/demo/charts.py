"""Plans of care, goals and what was measured at each visit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from chartside.demo.telling import GoalPlan, Person, Told
from chartside.demo.visits import Visit, evaluated_on

_WEEKS = {"20 weeks": 20, "16 weeks": 16, "12 weeks": 12, "10 weeks": 10, "8 weeks": 8}
_UNSIGNED = 0.06
_MEASURED = 0.75


@dataclass(frozen=True)
class Plan:
    """One plan of care. `signed_on` is `None` while the physician's signature is missing."""

    id: str
    person: Person
    diagnoses: tuple[str, ...]
    evaluated_on: date
    signed_on: date | None
    certified_to: date


@dataclass(frozen=True)
class Measure:
    """One value of one goal at one visit."""

    visit: Visit
    goal: GoalPlan
    value: int


def plan_of(person: Person, told: Told) -> Plan:
    """The plan that the evaluation led to."""
    evaluated = evaluated_on(person, told)
    weeks = next(weeks for words, weeks in _WEEKS.items() if person.caseload.frequency.endswith(words))
    diagnoses = person.told.get("diagnoses") or told.dice.pick(
        person.caseload.diagnoses, person.mrn, "diagnoses"
    )
    signed = evaluated + timedelta(days=1 + told.dice.below(12, person.mrn, "signed"))
    unsigned = signed > told.schedule.today or told.dice.share(person.mrn, "unsigned") < _UNSIGNED
    return Plan(
        id=f"P{person.number:03d}",
        person=person,
        diagnoses=tuple(diagnoses),
        evaluated_on=evaluated,
        signed_on=person.told.get("signed", None if unsigned else signed),
        certified_to=person.told.get("certified_to", evaluated + timedelta(days=7 * weeks)),
    )


def measures(told: Told, visits: list[Visit]) -> Iterator[Measure]:
    """Goal data of the finished visits before today; today's stand in no chart yet."""
    for person in told.people:
        done = [visit for visit in visits if visit.person is person and visit.status == "completed"]
        past = [visit for visit in done if visit.day < told.schedule.today]
        for number, goal in enumerate(person.caseload.goals):
            yield from _series(goal, _last(person, number, goal, told), past, told)


def _series(goal: GoalPlan, last: int, visits: list[Visit], told: Told) -> Iterator[Measure]:
    """From the baseline at the first visit to `last` at the last one, with a little weather on the way."""
    for place, visit in enumerate(visits):
        if place in (0, len(visits) - 1):
            yield Measure(visit, goal, goal.baseline if place == 0 else last)
        elif told.dice.share(visit.id, goal.code, "measured") < _MEASURED:
            way = place / (len(visits) - 1)
            weather = (told.dice.share(visit.id, goal.code) - 0.5) * 0.3
            value = round(goal.baseline + (last - goal.baseline) * (way + weather))
            yield Measure(visit, goal, max(0, min(value, goal.total or value)))


def _last(person: Person, number: int, goal: GoalPlan, told: Told) -> int:
    if "last" in person.told:
        last: int = person.told["last"][number]
        return last
    reached = 0.35 + 0.55 * told.dice.share(person.mrn, goal.code, "last")
    return round(goal.baseline + (goal.target - goal.baseline) * reached)
