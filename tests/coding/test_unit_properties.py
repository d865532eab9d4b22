"""What must hold for every session, not only for those somebody wrote down."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from chartside.coding.api import By, Service, UnitCount, UnitRequest, UnitRule, count_units
from chartside.coding.codes import code_book
from chartside.coding.model.allocation import past_midpoint, share_pool
from chartside.coding.model.assistants import share_methods_differ, split_units
from chartside.coding.model.groups import Minutes
from chartside.coding.payers import payer_terms
from chartside.kernel.people import Discipline
from chartside.rulebook.amounts import Amount
from chartside.rulebook.packs import shipped_packs
from tests.coding.reading import A_DAY, MEDICARE

BOOK = code_book(shipped_packs())
QUARTER_HOUR = [
    code.code
    for code in BOOK.codes.values()
    if code.pooled and not code.addon and not code.addon_to and Discipline.OT in code.disciplines
]
EVERY = [code.code for code in BOOK.codes.values()]

by = st.sampled_from(By)
minutes = st.integers(0, 70)
quarter_hour_services = st.lists(
    st.builds(Service, st.sampled_from(QUARTER_HOUR[:6]), minutes, by), max_size=6
).map(tuple)
any_services = st.lists(st.builds(Service, st.sampled_from(EVERY), minutes, by), max_size=6).map(tuple)
rules = st.sampled_from(UnitRule)


def count(services: tuple[Service, ...], rule: UnitRule | None = None) -> UnitCount:
    return count_units(UnitRequest(Discipline.OT, A_DAY, services, MEDICARE, rule))


def by_code(services: tuple[Service, ...]) -> dict[str, int]:
    total: dict[str, int] = {}
    for service in services:
        total[service.code] = total.get(service.code, 0) + service.minutes
    return total


def cms_table(total: int) -> int:
    """The printed table: 8 minutes make the first unit, every 15 more the next."""
    return 0 if total < 8 else 1 + (total - 8) // 15


@given(quarter_hour_services)
def test_units_of_quarter_hour_codes_are_those_of_the_table(services):
    counted = count(services)
    assert counted.timed_minutes == sum(it.minutes for it in services)
    assert counted.timed_units == cms_table(counted.timed_minutes)


@given(any_services, rules)
def test_every_allocation_and_its_lines_have_the_same_units(services, rule):
    counted = count(services, rule)
    assert len({sum(one.values()) for one in counted.allocations}) == 1
    assert len(counted.allocations) == len(counted.lines)
    for one, lines in zip(counted.allocations, counted.lines, strict=True):
        billed: dict[str, int] = {}
        for line in lines:
            assert line.units > 0
            billed[line.code] = billed.get(line.code, 0) + line.units
        assert billed == dict(one)


@given(any_services)
def test_units_never_pass_the_table_of_all_timed_minutes(services):
    counted = count(services)
    assert counted.timed_units <= cms_table(counted.timed_minutes)


@given(quarter_hour_services)
def test_each_code_keeps_its_whole_quarter_hours_and_gets_at_most_one_more(services):
    for one in count(services).allocations:
        for code, own in by_code(services).items():
            extra = one.get(code, 0) - own // 15
            assert extra in (0, 1)
            assert extra == 0 or own % 15 > 0


@given(quarter_hour_services)
def test_no_leftover_unit_passes_over_a_larger_remainder(services):
    own = by_code(services)
    for one in count(services).allocations:
        lucky = [code for code in own if one.get(code, 0) > own[code] // 15]
        others = [own[code] % 15 for code in own if code not in lucky]
        assert all(own[code] % 15 >= rest for code in lucky for rest in others)


@given(quarter_hour_services)
def test_allocations_are_all_different(services):
    allocations = [tuple(sorted(one.items())) for one in count(services).allocations]
    assert len(set(allocations)) == len(allocations)


@given(any_services, st.integers(0, 5), rules)
def test_a_further_minute_never_takes_a_unit_away(services, place, rule):
    if place >= len(services):
        return
    longer = services[place]
    more = (*services[:place], Service(longer.code, longer.minutes + 1, longer.by), *services[place + 1 :])
    assert count(more, rule).timed_units >= count(services, rule).timed_units


@given(any_services, rules)
def test_minutes_together_are_the_therapists(services, rule):
    alone = tuple(
        Service(it.code, it.minutes, By.THERAPIST) if it.by is By.TOGETHER else it for it in services
    )
    assert count(services, rule).lines == count(alone, rule).lines


@given(any_services, rules)
def test_without_an_assistant_nothing_carries_the_modifier(services, rule):
    alone = tuple(Service(it.code, it.minutes) for it in services)
    assert all("CO" not in line.modifiers for lines in count(alone, rule).lines for line in lines)


@given(any_services, rules)
def test_naming_a_service_in_two_parts_changes_nothing(services, rule):
    parts = tuple(
        part
        for it in services
        for part in (
            Service(it.code, it.minutes // 2, it.by),
            Service(it.code, it.minutes - it.minutes // 2, it.by),
        )
    )
    first, second = count(services, rule), count(parts, rule)
    assert first.allocations == second.allocations
    assert first.lines == second.lines


@given(st.lists(minutes, max_size=6))
def test_the_pool_gives_out_exactly_its_units(own):
    for share in share_pool(own, 8):
        assert sum(share) == cms_table(sum(own))


def test_midpoint_is_more_than_half():
    for unit in (15, 30, 60, 120):
        for total in range(1, 500):
            whole, rest = divmod(total, unit)
            assert past_midpoint(total, unit) == whole + (2 * rest > unit)


def test_the_two_ways_of_testing_the_share_disagree_in_26_places():
    terms = payer_terms(shipped_packs(), MEDICARE, Discipline.OT, A_DAY).assistant
    assert terms is not None
    splits = [Minutes(total - own, own) for total in range(8, 91) for own in range(total + 1)]
    assert sum(share_methods_differ(split, terms) for split in splits) == 26


def number(key: str) -> int:
    amount = shipped_packs().amount(f"assistant_two_unit_exception_{key}", MEDICARE, A_DAY)
    assert isinstance(amount, Amount)
    return int(amount.number)


def test_the_two_unit_exception_of_the_packs_gives_one_unit_each():
    terms = payer_terms(shipped_packs(), MEDICARE, Discipline.OT, A_DAY).assistant
    low, high, least, most = (number(key) for key in ("each_min", "each_max", "total_min", "total_max"))
    for therapist, assistant in product(range(low, high + 1), repeat=2):
        if least <= therapist + assistant <= most:
            split = split_units(2, Minutes(therapist, assistant), BOOK.codes["97530"], terms)
            assert (split.without, split.with_modifier) == (1, 1)
