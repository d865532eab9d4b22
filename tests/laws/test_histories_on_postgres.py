"""A hundred of the same histories on the real services, tables and triggers."""

from uuid import UUID

from hypothesis import HealthCheck, given
from hypothesis import settings as rules
from hypothesis import strategies as st

from chartside.kernel.clock import FixedClock
from chartside.platform.settings import Settings
from chartside.platform.tenancy import WorkDatabase
from tests.conftest import fresh_organisation
from tests.laws.acts import Act, acts, play
from tests.laws.postgres import PostgresWorld
from tests.review.people import allow_kind, hire


def test_the_laws_hold_on_the_database(database: WorkDatabase, clock: FixedClock, settings: Settings) -> None:
    allow_kind(database)
    start = clock.at

    @rules(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
    @given(history=st.lists(acts(), min_size=5, max_size=25), idempotent=st.booleans())
    def history_holds(history: list[Act], idempotent: bool) -> None:
        clock.at = start
        org: UUID = fresh_organisation(database)
        people = hire(database, org)
        play(
            PostgresWorld(database, org, people, clock, secrets=settings.secrets, idempotent=idempotent),
            history,
        )

    history_holds()
