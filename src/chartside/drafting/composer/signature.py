"""SIG: who was treated, on which day, by whom."""

from chartside.drafting.composer.writing import Writing
from chartside.drafting.language.data import phrases
from chartside.drafting.language.days import read_clock, read_day, say_clock, say_day
from chartside.kernel.facts import Fact


def write_signature(note: Writing) -> None:
    """The closing lines: patient, visit, diagnosis, provider, supervisor."""
    name, born = _one(note, "patient_name"), _one(note, "patient_dob")
    if name:
        note.say(
            "SIG",
            "signature",
            "patient",
            {"name": str(name.value["full"]), "born": _day(born)},
            _some(name, born),
        )
    elif born:
        note.say("SIG", "signature", "born", {"born": _day(born)}, [born])
    _write_visit(note)
    for fact in note.of_kind("diagnosis"):
        note.say("SIG", "signature", "diagnosis", {"codes": ", ".join(fact.value["codes"])}, [fact])
    for fact in note.of_kind("provider"):
        role = phrases("credentials")["called"].get(fact.value["role"], "provider")
        note.say("SIG", "signature", "provider", {"role": role, "person": str(fact.value["text"])}, [fact])
    for fact in note.of_kind("supervisor")[:1]:
        note.say("SIG", "signature", "supervisor", {"person": str(fact.value["text"])}, [fact])


def _write_visit(note: Writing) -> None:
    day, start, end = _one(note, "service_date"), _one(note, "start_time"), _one(note, "end_time")
    slots = {"date": _day(day), "start": _clock(start), "end": _clock(end)}
    if day and start:
        note.say("SIG", "signature", "visit", slots, _some(day, start, end))
        return
    if day:
        note.say("SIG", "signature", "visit", {"date": slots["date"]}, [day])
    if start or end:
        note.say("SIG", "signature", "clock", slots | {"date": ""}, _some(start, end))


def _one(note: Writing, kind: str) -> Fact | None:
    found = note.of_kind(kind)
    return found[0] if found else None


def _some(*facts: Fact | None) -> list[Fact]:
    return [fact for fact in facts if fact]


def _day(fact: Fact | None) -> str:
    if fact is None:
        return ""
    day = read_day(fact.value["date"])
    return say_day(day) if day else str(fact.value["date"])


def _clock(fact: Fact | None) -> str:
    if fact is None:
        return ""
    clock = read_clock(fact.value.get("clock"))
    return say_clock(clock) if clock else str(fact.value["text"])
