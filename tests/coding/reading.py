"""Reads the case files: short phrases that a biller can write and read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from chartside.coding.api import By, ChargeLine, Service, UnitRequest, UnitRule
from chartside.kernel.people import Discipline

CASES = Path(__file__).parent / "cases"
MEDICARE = "medicare_b"
A_DAY = date(2026, 3, 2)


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def services(text: str) -> tuple[Service, ...]:
    """`97530 20, 97535 18 assistant`."""
    return tuple(_service(part.split()) for part in text.split(",") if part.strip())


def units(text: str) -> dict[str, int]:
    """`97530 2 + 97535 1`, or `nothing`."""
    if text == "nothing":
        return {}
    parts = (part.split() for part in text.split("+"))
    return {code: int(count) for code, count in parts}


def lines(text: str) -> tuple[ChargeLine, ...]:
    """`97530 1 GO / 97530 2 GO CO`, or `nothing`."""
    if text == "nothing":
        return ()
    parts = [part.split() for part in text.split("/")]
    return tuple(ChargeLine(code, int(count), tuple(modifiers)) for code, count, *modifiers in parts)


def request(case: dict[str, Any]) -> UnitRequest:
    return UnitRequest(
        discipline=Discipline(case.get("discipline", "OT")),
        date_of_service=case.get("date", A_DAY),
        services=services(case["services"]) if "services" in case else None,
        payer=case.get("payer", MEDICARE),
        unit_rule=UnitRule(case["unit_rule"]) if "unit_rule" in case else None,
        billed=units(case["billed"]) if "billed" in case else None,
    )


@dataclass(frozen=True)
class Named:
    name: str
    case: dict[str, Any]

    def __str__(self) -> str:
        return self.name


def unit_cases() -> Iterator[Named]:
    for path in sorted((CASES / "units").glob("*.yaml")):
        for case in load(path):
            yield Named(f"{path.stem}: {case['name']}", case)


def rule_cases(kind: str) -> Iterator[Named]:
    for path in sorted((CASES / "rules").glob("*.yaml")):
        for case in load(path)[kind]:
            yield Named(f"{path.stem}: {case['reason']}", {**case, "rule": path.stem})


def _service(words: list[str]) -> Service:
    code, minutes, *who = words
    return Service(code, int(minutes), By(who[0]) if who else By.THERAPIST)
