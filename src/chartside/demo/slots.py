"""Standing hours: who comes when, so that nobody is in two places."""

from datetime import time

from chartside.demo.dice import Dice
from chartside.demo.telling import Person, Slot, Told

_HOURS = {
    "child": (9, 10, 11, 13, 14, 15, 16, 17, 8),
    "school": (15, 16, 17, 14, 13, 8, 11, 10, 9),
    "adult": (8, 9, 11, 16, 17, 10, 13, 14, 15),
    "senior": (9, 10, 11, 13, 14, 8, 15, 16, 17),
}
_DAYS = {1: ((0,), (1,), (2,), (3,), (4,)), 2: ((0, 2), (1, 3), (2, 4), (0, 3), (1, 4))}


def standing_slots(told: Told) -> dict[str, tuple[Slot, ...]]:
    """Each patient's weekly hours by MRN: the told ones first, the others where their therapist is free."""
    taken = {
        (group["provider"], Slot.read(f"{group['weekday']} {group['start']}"))
        for group in told.schedule.groups
    }
    slots: dict[str, tuple[Slot, ...]] = {}
    for person in told.people:
        if person.slots:
            slots[person.mrn] = person.slots
            taken |= {(who, slot) for who in _seen_by(person) for slot in person.slots}
    for person in told.people:
        if not person.slots:
            slots[person.mrn] = _free(person, taken, told.dice)
            taken |= {(who, slot) for who in _seen_by(person) for slot in slots[person.mrn]}
    return slots


def _seen_by(person: Person) -> tuple[str, ...]:
    return (person.assistant or person.therapist,)


def _free(person: Person, taken: set[tuple[str, Slot]], dice: Dice) -> tuple[Slot, ...]:
    hours = _HOURS[person.caseload.age]
    days = dice.shuffled(_DAYS[person.caseload.per_week], person.mrn, "days")
    ranked = sorted(((rank + dice.below(3, person.mrn, rank), hour) for rank, hour in enumerate(hours)))
    for _, hour in ranked:
        for weekdays in days:
            wanted = tuple(Slot(weekday, time(hour)) for weekday in weekdays)
            if not any((who, slot) in taken for who in _seen_by(person) for slot in wanted):
                return wanted
    raise ValueError(f"no free hour for {person.mrn}: too many patients for {person.therapist}")
