"""Units with their modifiers, as a claim carries them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chartside.coding.codes import TherapyCode
from chartside.coding.model.allocation import Allocation
from chartside.coding.model.assistants import split_units
from chartside.coding.model.groups import Group, Minutes
from chartside.coding.model.request import By
from chartside.coding.payers import Asks, PayerTerms
from chartside.kernel.people import Discipline


@dataclass(frozen=True)
class Line:
    """One line of a charge.

    Attributes:
        minutes: the minutes it stands for; of a code billed in two lines, each has its person's.
        by: `assistant` for a line that carries the assistant modifier, else `therapist`; where the payer
            has no such modifier, whoever worked most.
    """

    code: str
    units: int
    modifiers: tuple[str, ...]
    minutes: int
    by: By


def lines_of(
    allocation: Allocation, groups: Sequence[Group], terms: PayerTerms, discipline: Discipline
) -> tuple[Line, ...]:
    """The lines of one allocation: a code's units, those of the assistant as a line of their own."""
    return tuple(
        line
        for group in groups
        for code, minutes in _minutes_by_code(group, allocation)
        for line in _code_lines(code, allocation.get(code.code, 0), minutes, terms, discipline)
    )


def _minutes_by_code(group: Group, allocation: Allocation) -> Iterator[tuple[TherapyCode, Minutes]]:
    """Whose minutes each code of a group stands for: the first unit's time, then the further time."""
    further = group.further
    if further is None or not allocation.get(further.code):
        yield group.code, group.minutes
        return
    first, rest = group.split_at(group.code.unit_minutes or 0)
    yield group.code, first
    yield further, rest


def _code_lines(
    code: TherapyCode, units: int, minutes: Minutes, terms: PayerTerms, discipline: Discipline
) -> Iterator[Line]:
    split = split_units(units, minutes, code, terms.assistant)
    base = () if terms.discipline_modifier is Asks.NO else (terms.discipline_modifiers[discipline],)
    both = split.without > 0 and split.with_modifier > 0
    if split.without:
        mostly = By.THERAPIST if terms.assistant or minutes.therapist >= minutes.assistant else By.ASSISTANT
        yield Line(code.code, split.without, base, minutes.therapist if both else minutes.total, mostly)
    if split.with_modifier and terms.assistant:
        modifiers = (*base, terms.assistant.modifier)
        own = minutes.assistant if both else minutes.total
        yield Line(code.code, split.with_modifier, modifiers, own, By.ASSISTANT)
