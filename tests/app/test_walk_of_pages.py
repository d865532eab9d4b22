"""Every page and step of the real application, asked by one clinic's people for what is another's."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from chartside.platform.identity.permissions import may
from tests.app.asking import Answer, Asker, Route, SignedIn
from tests.app.clinics import EVERY_ROLE, ROLES, TwoClinics, renamed
from tests.app.forgetting import forgotten_filters
from tests.app.strangers import Stranger, addresses

pytestmark = pytest.mark.xdist_group("two_clinics")

NOT_HERE = {404}
REFUSED = {403, 404, 409, 422}


@pytest.fixture
def walk(two: TwoClinics, asker: Asker, routes: list[Route]) -> "Walk":
    return Walk(two, asker, routes)


@dataclass
class Walk:
    """Somebody of one clinic tries everything with the ids of the other's rows."""

    two: TwoClinics
    asker: Asker
    routes: list[Route]

    def pages(self, role: str) -> list[object]:
        """Every page; what answered otherwise than it should."""
        other, mine = Stranger(self.two, self.two.other), Stranger(self.two, self.two.mine)
        who, wrong = self._sign_in(role), []
        for route in (one for one in self.routes if not one.changes):
            query = "&".join(f"{name}={value}" for name, value in other.given(route.query).items())
            for which, url in addresses(route, other, mine):
                for address in {url, f"{url}?{query}" if query else url}:
                    answer = self.asker.ask("GET", address, who)
                    wrong += _wrong(
                        route, role, which, answer, other.shown_in(answer.all) - other.shown_in(address)
                    )
        return wrong

    def steps(self, role: str) -> list[object]:
        """Every step, each in a session of its own since some of them end it."""
        mine, wrong = Stranger(self.two, self.two.mine), list[object]()
        others = [Stranger(self.two, self.two.other, nth) for nth in (0, 1)]
        for route in (one for one in self.routes if one.changes):
            for other in others if route.names_rows else others[:1]:
                form = other.given(route.body)
                for which, url in addresses(route, other, mine):
                    answer = self.asker.ask(route.spec.method, url, self._sign_in(role), form)
                    sent = other.shown_in(f"{url} {form}")
                    wrong += _wrong(route, role, which, answer, other.shown_in(answer.all) - sent)
        return wrong

    def _sign_in(self, role: str) -> SignedIn:
        return SignedIn.of(self.two.mine, self.two.mine.email_of(role))


@pytest.mark.parametrize("role", [*ROLES, EVERY_ROLE])
def test_no_page_shows_what_is_anothers(role: str, walk: Walk) -> None:
    assert walk.pages(role) == []


@pytest.mark.parametrize("role", [*ROLES, EVERY_ROLE])
def test_no_step_changes_what_is_anothers(role: str, walk: Walk, two: TwoClinics) -> None:
    before = two.rows_of_other()
    assert walk.steps(role) == []
    assert changed(before, two.rows_of_other()) == []


def test_with_every_filter_forgotten_the_database_keeps_them_apart(walk: Walk, two: TwoClinics) -> None:
    before = two.rows_of_other()
    with forgotten_filters(two.house.database.app_engine) as forgotten:
        assert walk.pages(EVERY_ROLE) == []
        assert walk.steps(EVERY_ROLE) == []
    assert forgotten.count > 100, "hardly a query had a filter to forget"
    assert changed(before, two.rows_of_other()) == []


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    return [table for table in after if after[table] != before[table]]


def _wrong(route: Route, role: str, which: str, answer: Answer, leaked: set[str]) -> list[object]:
    if not leaked and answer.status in _expected(route, role):
        return []
    return [(route.name, which, answer.status, leaked)]


def _expected(route: Route, role: str) -> set[int]:
    """What the route may answer when it is asked for another clinic's rows."""
    held = ROLES if role == EVERY_ROLE else [role]
    if route.spec.permission is not None and not may(held, route.spec.permission):
        return {403}
    if not route.names_rows:
        return {200, 204, 303, 400, 403, 404, 409, 422}
    return REFUSED if route.changes else NOT_HERE


@pytest.mark.parametrize("address", ["/day", "/"])
def test_the_walk_would_see_a_leak(address: str, two: TwoClinics, asker: Asker) -> None:
    other = Stranger(two, two.other)
    shown = other.shown_in(
        asker.ask("GET", address, SignedIn.of(two.other, other.clinic.email_of("therapist"))).all
    )
    assert shown & renamed()[1], "no name of its own stands on the other clinic's page"
    assert shown & other.every_id, "no id of its own stands on the other clinic's page"
