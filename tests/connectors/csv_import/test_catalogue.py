"""Each profile is readable, honest about what it does not know, and fits the kinds that can be imported."""

import pytest

from chartside.clinic.imports import KINDS
from chartside.connectors.csv_import import known_profiles, profile
from chartside.interchange.tables import guess_mapping
from chartside.interchange.tables.dates import DateOrder
from chartside.kernel.errors import NotFound


def test_the_generic_one_comes_first():
    assert [known.name for known in known_profiles()] == ["generic", "fusion", "therabill", "webpt"]


@pytest.mark.parametrize("known", known_profiles(), ids=lambda known: known.name)
def test_a_profile_names_only_what_can_be_imported(known):
    assert known.known
    assert known.unknown
    for kind, fields in known.headers.items():
        names = {column.name for column in KINDS[kind].columns}
        assert set(fields) <= names, kind


@pytest.mark.parametrize(
    "known", [known for known in known_profiles() if known.headers], ids=lambda known: known.name
)
def test_its_own_headers_give_all_that_patients_and_visits_need(known):
    for kind in ("patients", "visits"):
        headers = [names[0] for names in known.headers[kind].values()]
        mapping = guess_mapping(headers, KINDS[kind].columns, kind, known)
        assert mapping.problems(headers, KINDS[kind].columns) == ()
        assert mapping.unused(headers) == ()
        assert mapping.date_order is DateOrder.MONTH_FIRST


def test_an_unknown_system_is_said():
    with pytest.raises(NotFound, match="generic"):
        profile("nothing")
