"""The charge of a note: what was done, counted by coding, with every acceptable answer."""

from typing import Any

from chartside.coding.api import (
    By,
    Line,
    Service,
    TooManyAllocationsError,
    UnitCount,
    UnitRequest,
    count_units,
)
from chartside.documentation.sessions.identity import is_assistant
from chartside.drafting.language.days import read_day
from chartside.kernel.facts import Fact
from chartside.kernel.people import Discipline
from chartside.rulebook.packs import PackSet

_LONGEST_MINUTES = 24 * 60


def services_of(facts: list[Fact]) -> tuple[Service, ...]:
    """Minutes by code and person: of the activities that carry a code, else of the lines billed."""
    assistant = any(
        is_assistant(str(fact.value.get("role", ""))) for fact in facts if fact.kind == "provider"
    )
    activities = [fact.value for fact in facts if fact.kind == "activity" and fact.value.get("code")]
    lines = activities or [fact.value for fact in facts if fact.kind == "billed"]
    return tuple(
        Service(str(line["code"]).upper(), int(line["minutes"]), _by(line.get("by"), assistant=assistant))
        for line in lines
        if line.get("minutes") is not None and 0 <= line["minutes"] <= _LONGEST_MINUTES
    )


def _by(told: object, *, assistant: bool) -> By:
    if told in (By.THERAPIST, By.ASSISTANT, By.TOGETHER):
        return By(str(told))
    return By.ASSISTANT if assistant else By.THERAPIST


def count_charge(
    facts: list[Fact], discipline: Discipline, payer: str | None, packs: PackSet | None = None
) -> UnitCount | None:
    """Units of the note's services; None when none can be counted (no minutes, no day, too many ties)."""
    services = services_of(facts)
    days = [read_day(fact.value["date"]) for fact in facts if fact.kind == "service_date"]
    if not services or not days or days[0] is None:
        return None
    billed: dict[str, int] = {}
    for fact in facts:
        if fact.kind == "billed" and fact.value.get("units") is not None:
            billed[fact.value["code"]] = billed.get(fact.value["code"], 0) + int(fact.value["units"])
    request = UnitRequest(discipline, days[0], services, payer=payer, billed=billed or None)
    try:
        return count_units(request, packs)
    except TooManyAllocationsError:
        return None


def charge_json(count: UnitCount | None, chosen: int) -> dict[str, Any] | None:
    """The charge as stored with the note; `lines` are those of the chosen allocation."""
    if count is None or not count.allocations:
        return None
    chosen = chosen if 0 <= chosen < len(count.allocations) else 0
    return {
        "unit_rule": count.unit_rule.value,
        "timed_minutes": count.timed_minutes,
        "timed_units": count.timed_units,
        "lines": [_line(line) for line in count.lines[chosen]],
        "allocations": [
            {"units": dict(units), "lines": [_line(line) for line in lines]}
            for units, lines in zip(count.allocations, count.lines, strict=True)
        ],
        "chosen": chosen,
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "code": line.code,
        "units": line.units,
        "modifiers": list(line.modifiers),
        "minutes": line.minutes,
        "by": line.by.value,
    }
