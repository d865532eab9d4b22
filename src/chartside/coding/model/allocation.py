"""Minutes to units, with every acceptable answer.

CMS total-time rule: Medicare Claims Processing Manual (Pub 100-04) ch.5 s20.2. Per-code midpoint rule: AMA.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import comb

from chartside.coding.codes import QUARTER_HOUR
from chartside.coding.model.groups import Group
from chartside.coding.payers import UnitRule

Allocation = Mapping[str, int]
"""Units by code; a code without a unit is not in it."""

MOST_ALLOCATIONS = 5000
"""More equally good answers than any session of people gives: beyond it the input is a mistake."""


class TooManyAllocationsError(ValueError):
    """So many codes tie for the leftover units that listing every answer is no help."""


def past_midpoint(minutes: int, unit_minutes: int) -> int:
    """Units of one code by itself: one more as soon as more than half of its time has passed (8, 16, 31)."""
    return (minutes + unit_minutes - (unit_minutes // 2 + 1)) // unit_minutes


def allocate(groups: Sequence[Group], rule: UnitRule, first_minutes: int) -> list[Allocation]:
    """Every acceptable allocation of units, the first-named codes first.

    Args:
        groups: what was done; untimed codes count one each.
        rule: how the payer counts.
        first_minutes: minutes of the pooled total that make its first unit (8 under the CMS rule).

    Raises:
        TooManyAllocationsError: more than `MOST_ALLOCATIONS` answers.
    """
    pooled = [_pooled_minutes(group, rule) for group in groups]
    shares = share_pool(pooled, first_minutes)
    return [
        {
            code: units
            for group, minutes, share in zip(groups, pooled, one, strict=True)
            for code, units in _group_units(group, minutes, share).items()
            if units
        }
        for one in shares
    ]


def share_pool(minutes: Sequence[int], first_minutes: int) -> list[tuple[int, ...]]:
    """Every way of giving the pool's units to its members.

    Whole quarter hours stay with their member; the leftover units go to the largest remainders, at most one
    each, and ties may fall either way.
    """
    units = (sum(minutes) + QUARTER_HOUR - first_minutes) // QUARTER_HOUR
    whole = [own // QUARTER_HOUR for own in minutes]
    left = units - sum(whole)
    if left <= 0:
        return [tuple(whole)]
    remainders = [own % QUARTER_HOUR for own in minutes]
    cut = sorted(remainders, reverse=True)[left - 1]
    sure = {place for place, rest in enumerate(remainders) if rest > cut}
    tied = [place for place, rest in enumerate(remainders) if rest == cut]
    if comb(len(tied), left - len(sure)) > MOST_ALLOCATIONS:
        raise TooManyAllocationsError(f"{len(tied)} codes tie for {left - len(sure)} units")
    return [
        tuple(own + (place in sure or place in lucky) for place, own in enumerate(whole))
        for lucky in combinations(tied, left - len(sure))
    ]


def _pooled_minutes(group: Group, rule: UnitRule) -> int:
    """The minutes of a group that enter the pool of the CMS rule: those of its quarter-hour codes."""
    if rule is not UnitRule.CMS:
        return 0
    if group.code.pooled:
        return group.minutes.total
    if group.further and group.further.pooled and group.code.unit_minutes:
        return max(0, group.minutes.total - group.code.unit_minutes)
    return 0


def _group_units(group: Group, pooled: int, share: int) -> dict[str, int]:
    """The units of a group's codes, given its share of the pool."""
    code, further, total = group.code, group.further, group.minutes.total
    if code.unit_minutes is None:
        return {code.code: 1}
    if further is None:
        return {code.code: share if pooled else past_midpoint(total, code.unit_minutes)}
    if pooled and code.pooled:
        return {code.code: min(1, share), further.code: max(0, share - 1)}
    first = min(1, past_midpoint(total, code.unit_minutes))
    rest = max(0, total - code.unit_minutes)
    assert further.unit_minutes is not None, "an add-on to timed time is timed"
    return {code.code: first, further.code: share if pooled else past_midpoint(rest, further.unit_minutes)}
