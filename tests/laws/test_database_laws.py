"""The database holds the laws by itself; each test here fails when its rule is dropped."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from chartside.platform.jobs.queue import DurableQueue
from chartside.platform.tenancy import Actor, WorkDatabase
from tests.conftest import WorkFactory
from tests.laws.violations import FORBIDDEN, VIOLATIONS, Violation, set_scene
from tests.review.people import allow_kind, hire

pytestmark = pytest.mark.xdist_group("laws")


class Undo(Exception):  # noqa: N818 - not an error: it rolls the scene back
    """Ends a unit of work without keeping it."""


@pytest.fixture(scope="module", autouse=True)
def kind(database: WorkDatabase) -> None:
    database.jobs = DurableQueue(database.app_engine)
    allow_kind(database)


@pytest.fixture
def people(database: WorkDatabase, org) -> dict[str, Actor]:
    return hire(database, org)


@pytest.mark.parametrize("violation", VIOLATIONS, ids=lambda one: one.name)
def test_refused(violation: Violation, work: WorkFactory, people: dict[str, Actor]) -> None:
    with pytest.raises(DBAPIError) as refused, work(actor=people["therapist"]) as unit:
        violation.attempt(set_scene(unit, people))
    assert getattr(refused.value.orig, "sqlstate", "").startswith("CS"), refused.value


@pytest.fixture
def without_rule(database: WorkDatabase, request: pytest.FixtureRequest) -> Iterator[Violation]:
    violation: Violation = request.param
    with database.owner_engine.begin() as owner:
        owner.execute(text(f"alter table {violation.table} disable trigger {violation.trigger}"))
    yield violation
    with database.owner_engine.begin() as owner:
        owner.execute(text(f"alter table {violation.table} enable trigger {violation.trigger}"))


@pytest.mark.parametrize("without_rule", VIOLATIONS, ids=lambda one: one.name, indirect=True)
def test_the_rule_is_what_refuses_it(
    without_rule: Violation, work: WorkFactory, people: dict[str, Actor]
) -> None:
    with pytest.raises(Undo), work(actor=people["therapist"]) as unit:
        without_rule.attempt(set_scene(unit, people))
        raise Undo


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_application_has_no_right_to(statement: str, work: WorkFactory, people: dict[str, Actor]) -> None:
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), work() as unit:
        unit.session.execute(text(statement))
