"""What the rules of coding look at: a charge, the minutes behind it, and the payer's terms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from chartside.coding.codes import CodeBook, TherapyCode, code_book
from chartside.coding.model.allocation import Allocation
from chartside.coding.model.count import Counted, count_minutes
from chartside.coding.model.request import Service, UnitRequest
from chartside.coding.payers import PayerTerms, UnitRule, payer_terms
from chartside.kernel.findings import Citation, Confidence
from chartside.rulebook.packs import PackSet


@dataclass(frozen=True)
class ChargeLine:
    """A line as billed or about to be."""

    code: str
    units: int
    modifiers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Charge:
    """The subject of every coding rule.

    Attributes:
        counted: what the minutes give; None when no minutes are told.
        lines: the charge's lines; None when only units are told (`request.billed`), and then the rules on
            modifiers stay silent.
    """

    request: UnitRequest
    terms: PayerTerms
    packs: PackSet
    book: CodeBook
    counted: Counted | None
    lines: tuple[ChargeLine, ...] | None

    @property
    def services(self) -> tuple[Service, ...]:
        """The minutes told; empty when none are."""
        return self.request.services or ()

    @cached_property
    def billed(self) -> Mapping[str, int] | None:
        """Units by code as billed, or None when nothing is billed yet."""
        if self.lines is None:
            return self.request.billed
        units: dict[str, int] = {}
        for line in self.lines:
            units[line.code] = units.get(line.code, 0) + line.units
        return units

    @cached_property
    def codes_named(self) -> tuple[str, ...]:
        """Every code of the session and the charge, in the order in which they appear."""
        named = [service.code for service in self.services]
        return tuple(dict.fromkeys([*named, *(self.billed or {})]))

    def valid(self, code: str) -> TherapyCode | None:
        """The code as it stands on the date of service, or None."""
        return self.book.valid(code, self.request.date_of_service)

    def unit_rule_citation(self, rule: UnitRule | None = None) -> Citation:
        """The source of a way of counting, of the payer's when none is given.

        Unverified where nobody confirmed that the payer counts this way.
        """
        row = self.packs.table("unit_rules").get(rule or self.terms.unit_rule)
        assert row is not None, "every unit rule has a row in the packs"
        return row.citation(None if self.terms.unit_rule_confirmed else Confidence.UNVERIFIED)

    @cached_property
    def nearest(self) -> int | None:
        """Which acceptable allocation the billed units come closest to; None without minutes or units."""
        if self.counted is None or self.billed is None:
            return None
        billed = self.billed
        gaps = [distance(one, billed) for one in self.counted.allocations]
        return gaps.index(min(gaps))


def distance(allocation: Allocation, billed: Mapping[str, int]) -> int:
    """By how many units two sets of units differ, over all codes."""
    return sum(abs(allocation.get(code, 0) - billed.get(code, 0)) for code in {*allocation, *billed})


def charge_of(packs: PackSet, request: UnitRequest, lines: Iterable[ChargeLine] | None = None) -> Charge:
    """A charge with its minutes counted.

    Raises:
        TooManyAllocationsError: more equally good answers than a session of people gives.
    """
    asked = _as_written(request)
    discipline, on = asked.discipline, asked.date_of_service
    terms = payer_terms(packs, asked.payer, discipline, on, asked.unit_rule)
    book = code_book(packs)
    counted = None
    if asked.services is not None:
        counted = count_minutes(asked.services, discipline, on, terms, book)
    given = None if lines is None else tuple(map(_line_as_written, lines))
    return Charge(asked, terms, packs, book, counted, given)


def as_written(text: str) -> str:
    """A procedure code or modifier as the packs write it."""
    return text.strip().upper()


def _line_as_written(line: ChargeLine) -> ChargeLine:
    return ChargeLine(as_written(line.code), line.units, tuple(map(as_written, line.modifiers)))


def _as_written(request: UnitRequest) -> UnitRequest:
    services, billed = request.services, request.billed
    if services is not None:
        services = tuple(Service(as_written(it.code), it.minutes, it.by) for it in services)
    if billed is not None:
        units: dict[str, int] = {}
        for code, count in billed.items():
            units[as_written(code)] = units.get(as_written(code), 0) + count
        billed = units
    return replace(request, services=services, billed=billed)
