"""Web, worker and database are killed at random while people sign: the laws hold over real processes."""

import pytest

from tests.laws.kills.campaign import run

KILLS = 25

pytestmark = pytest.mark.xdist_group("kills")


def test_the_laws_hold_over_kills_of_web_worker_and_database() -> None:
    outcome = run(KILLS, seed=20261120, visits_each=40)
    assert sum(outcome.kills.values()) == KILLS
    assert set(outcome.kills) == {"web", "worker", "database"}
    assert outcome.told["without an answer"] > 0, "no kill was felt"
    assert outcome.told["signed"] > 0, "nobody got to sign"
    assert outcome.found.delivered > 0
    assert not outcome.ended_alone, "a process gave up though nobody killed it"
