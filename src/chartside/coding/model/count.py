"""The whole count of a session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chartside.coding.codes import CodeBook
from chartside.coding.model.allocation import Allocation, allocate
from chartside.coding.model.groups import Group, group_services
from chartside.coding.model.lines import Line, lines_of
from chartside.coding.model.request import Service
from chartside.coding.payers import PayerTerms
from chartside.kernel.people import Discipline


@dataclass(frozen=True)
class Counted:
    """Units of a session.

    Attributes:
        timed_minutes: minutes of all codes that count time.
        timed_units: their units; the same in every allocation.
        allocations: every acceptable answer; untimed codes count one each.
        lines: for each allocation, in the same order, the lines of a claim.
    """

    groups: tuple[Group, ...]
    timed_minutes: int
    timed_units: int
    allocations: tuple[Allocation, ...]
    lines: tuple[tuple[Line, ...], ...]


def count_minutes(
    services: Sequence[Service], discipline: Discipline, on: date, terms: PayerTerms, book: CodeBook
) -> Counted:
    """Count a session under a payer's terms.

    Raises:
        TooManyAllocationsError: more equally good answers than a session of people gives.
    """
    groups = group_services(services, book, on)
    allocations = allocate(groups, terms.unit_rule, terms.unit_minutes_min)
    timed = [group for group in groups if group.code.timed]
    codes = {code.code for group in timed for code in (group.code, group.further) if code}
    return Counted(
        groups=tuple(groups),
        timed_minutes=sum(group.minutes.total for group in timed),
        timed_units=sum(units for code, units in allocations[0].items() if code in codes),
        allocations=tuple(allocations),
        lines=tuple(lines_of(one, groups, terms, discipline) for one in allocations),
    )
