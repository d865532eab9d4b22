"""How many units of each billed code should carry the assistant modifier, and how many do."""

from collections.abc import Sequence
from dataclasses import dataclass

from chartside.coding.charge import Charge, distance
from chartside.coding.model.allocation import Allocation
from chartside.coding.model.lines import Line


@dataclass(frozen=True)
class Due:
    """Assistant units of one code: as billed, and the fewest and most that the minutes allow."""

    billed: int
    fewest: int
    most: int


def assistant_units_due(charge: Charge) -> dict[str, Due]:
    """For each billed code with minutes; empty when the payer has no such modifier or nothing compares.

    Only the acceptable answers nearest to the billed units count: where two codes tie for a unit, the
    modifier follows the code that was chosen.
    """
    if charge.terms.assistant is None or charge.lines is None or charge.counted is None:
        return {}
    modifier = charge.terms.assistant.modifier
    nearest = _nearest_lines(charge, charge.counted.allocations, charge.counted.lines)
    counted = {line.code for lines in charge.counted.lines for line in lines}
    return {
        code: Due(
            billed=sum(
                line.units for line in charge.lines if line.code == code and modifier in line.modifiers
            ),
            fewest=min(_with(modifier, code, lines) for lines in nearest),
            most=max(_with(modifier, code, lines) for lines in nearest),
        )
        for code in dict.fromkeys(line.code for line in charge.lines)
        if code in counted
    }


def _nearest_lines(
    charge: Charge, allocations: Sequence[Allocation], lines: Sequence[tuple[Line, ...]]
) -> list[tuple[Line, ...]]:
    gaps = [distance(one, charge.billed or {}) for one in allocations]
    return [found for found, gap in zip(lines, gaps, strict=True) if gap == min(gaps)]


def _with(modifier: str, code: str, lines: Sequence[Line]) -> int:
    return sum(line.units for line in lines if line.code == code and modifier in line.modifiers)
