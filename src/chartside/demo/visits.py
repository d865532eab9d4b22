"""Three months of visits: kept, cancelled and missed, and the weeks that are booked."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from chartside.demo.slots import standing_slots
from chartside.demo.telling import Person, Slot, Told

_EVALUATION_HOURS = (13, 14, 15, 16, 17, 8)
_THERAPIST_EVERY = 8
"""An assistant's patient is seen by the therapist at each eighth visit where the hour is free."""


@dataclass(frozen=True)
class Visit:
    """One booked hour. Times are wall-clock times at the clinic."""

    id: str
    person: Person
    provider: str
    day: date
    start: time
    end: time
    kind: str
    status: str = "scheduled"
    group: str = ""
    signed_at: datetime | None = None


def visits(told: Told) -> list[Visit]:
    """Every visit of the export, in the order in which it starts."""
    book = _Book(told)
    for person in told.people:
        book.evaluate(person)
    for group in told.schedule.groups:
        book.gather(group)
    for person in told.people:
        book.continue_(person)
    return sorted(book.settled(), key=lambda visit: (visit.day, visit.start, visit.provider, visit.id))


def evaluated_on(person: Person, told: Told) -> date:
    """The day of the evaluation: told, or a working day around the beginning of the history."""
    if "evaluated" in person.told:
        evaluated: date = person.told["evaluated"]
        return evaluated
    weeks = told.dice.below(11, person.mrn, "evaluated") - 4
    days = told.schedule.days()
    first = told.schedule.start + timedelta(days=7 * weeks + told.dice.below(5, person.mrn, "weekday"))
    return next((day for day in days if day >= first), first) if weeks >= 0 else first


class _Book:
    """The clinic's calendar while it is being filled."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.slots = standing_slots(told)
        self.visits: list[Visit] = []
        self.busy: set[tuple[str, date, time]] = set()
        self.seen: set[tuple[str, date]] = set()

    def evaluate(self, person: Person) -> None:
        day = evaluated_on(person, self.told)
        if day >= self.told.schedule.start:
            hours = (time(hour) for hour in _EVALUATION_HOURS)
            free = next(hour for hour in hours if self._is_free(person.therapist, day, hour))
            self._book(person, person.therapist, day, free, "evaluation")

    def gather(self, group: dict[str, str]) -> None:
        slot = Slot.read(f"{group['weekday']} {group['start']}")
        members = [person for person in self.told.people if person.name in group["patients"]]
        for day in self.told.schedule.days():
            if day.weekday() == slot.weekday and day >= date.fromisoformat(str(group["from"])):
                for person in members:
                    self._book(person, group["provider"], day, slot.start, "group", group["code"])

    def continue_(self, person: Person) -> None:
        first = evaluated_on(person, self.told)
        for count, (day, slot) in enumerate(self._hours(person, first), start=1):
            provider = person.assistant or person.therapist
            if (
                person.assistant
                and count % _THERAPIST_EVERY == 0
                and not self.told.schedule.said.get((person.name, day))
            ):
                provider = person.therapist if self._is_free(person.therapist, day, slot.start) else provider
            if (provider, day, slot.start) not in self.busy:
                self._book(person, provider, day, slot.start, "treatment")

    def settled(self) -> Iterator[Visit]:
        """The visits with what became of each."""
        for visit in self.visits:
            yield _settle(visit, self.told)

    def _hours(self, person: Person, after: date) -> Iterator[tuple[date, Slot]]:
        for day in self.told.schedule.days():
            for slot in self.slots[person.mrn]:
                if day.weekday() == slot.weekday and day > after and (person.mrn, day) not in self.seen:
                    yield day, slot

    def _is_free(self, provider: str, day: date, start: time) -> bool:
        standing = any(
            Slot(day.weekday(), start) in self.slots[person.mrn]
            for person in self.told.people
            if (person.assistant or person.therapist) == provider
        )
        return not standing and (provider, day, start) not in self.busy

    def _book(
        self, person: Person, provider: str, day: date, start: time, kind: str, group: str = ""
    ) -> None:
        minutes = 60 if kind == "evaluation" else person.caseload.minutes
        end = (datetime.combine(day, start) + timedelta(minutes=minutes)).time()
        name = f"A{person.number:03d}-{day:%Y%m%d}-{start:%H%M}"
        code = f"{group}-{day:%Y%m%d}" if group else ""
        self.visits.append(Visit(name, person, provider, day, start, end, kind, group=code))
        self.busy.add((provider, day, start))
        self.seen.add((person.mrn, day))


def _settle(visit: Visit, told: Told) -> Visit:
    """What became of a visit: told, or thrown. What lies ahead is scheduled."""
    schedule, said = told.schedule, told.schedule.said.get((visit.person.name, visit.day), {})
    end = time.fromisoformat(said["end"]) if "end" in said else visit.end
    visit = replace(visit, end=end)
    if (visit.day, visit.end) > (schedule.today, schedule.now):
        return visit
    status = said.get("status") or _thrown(visit, told)
    if status != "completed" or visit.day == schedule.today:
        return replace(visit, status=status)
    return replace(visit, status=status, signed_at=_signed_at(visit, told))


def _thrown(visit: Visit, told: Told) -> str:
    if visit.kind == "evaluation":
        return "completed"
    throw = told.dice.share(visit.id, "status")
    for status, share in told.schedule.shares.items():
        if throw < share:
            return status
        throw -= share
    return "completed"


def _signed_at(visit: Visit, told: Told) -> datetime | None:
    """When the note was signed in the old system; `None` when it still waits."""
    throw = told.dice.share(visit.id, "signed")
    for hours, share in told.schedule.signed_after_hours:
        if throw < share:
            at = datetime.combine(visit.day, visit.end) + timedelta(
                hours=hours, minutes=told.dice.below(20, visit.id)
            )
            return at if at < told.now.replace(tzinfo=None) else None
        throw -= share
    return None
