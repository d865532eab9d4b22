"""Where billed units differ from what the minutes give."""

from collections.abc import Iterator
from dataclasses import dataclass

from chartside.coding.charge import Charge


@dataclass(frozen=True)
class Gap:
    """One code whose billed units differ, and what the minutes give instead."""

    code: str
    billed: int
    given: int
    timed_minutes: int
    timed_units: int


def unit_gaps(charge: Charge) -> Iterator[Gap]:
    """The codes whose billed units differ from the nearest acceptable allocation.

    Nothing comes back when the billed units equal an acceptable allocation, or nothing can be compared.
    A code that the packs do not have cannot be compared; COD-011 names it.
    """
    counted, billed = charge.counted, charge.billed
    if counted is None or billed is None or charge.nearest is None:
        return
    given = counted.allocations[charge.nearest]
    for code in dict.fromkeys([*given, *billed]):
        known = charge.valid(code)
        if known is None or billed.get(code, 0) == given.get(code, 0):
            continue
        if known.repeatable and billed.get(code, 0) > 0 and code in given:
            continue
        yield Gap(code, billed.get(code, 0), given.get(code, 0), counted.timed_minutes, counted.timed_units)
