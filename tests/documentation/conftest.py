"""The demo clinic, loaded once for each module of these tests."""

from collections.abc import Iterator

import pytest

from chartside.app.demo import load
from chartside.app.house import put_together
from chartside.kernel.clock import FixedClock
from chartside.platform.settings import Settings
from tests.conftest import fresh_database
from tests.documentation.clinic import Clinic


@pytest.fixture(scope="module")
def clinic(server_url: str, settings: Settings) -> Iterator[Clinic]:
    clock = FixedClock()
    with fresh_database(server_url, settings, clock) as database:
        house = put_together(settings, database)
        yield Clinic(house, load(house), clock)
