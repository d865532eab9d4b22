"""The real application over two clinics, loaded once for all tests of this folder."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pwdlib.hashers.argon2 import Argon2Hasher

from chartside.app.house import open_house
from chartside.app.pages import web_application
from chartside.demo.telling import tell
from chartside.kernel.clock import FixedClock
from chartside.platform.identity.passwords import Passwords
from chartside.platform.identity.policy import Policy
from chartside.platform.settings import Mode, Settings
from tests.app.asking import Asker, Route, routes_of
from tests.app.clinics import TwoClinics, open_two_clinics
from tests.conftest import fresh_database

CHEAP = Passwords(Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture(scope="session")
def cheap_passwords(settings: Settings) -> Iterator[None]:
    """Hundreds of requests here type a password; how long one takes to check is tested elsewhere."""
    policy = replace(Policy.of(settings), passwords=CHEAP)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Policy, "of", lambda _settings: policy)
        yield


@pytest.fixture(scope="session")
def two(
    server_url: str, settings: Settings, cheap_passwords: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TwoClinics]:
    """Both clinics, on Friday morning, 20 November 2026."""
    clock = FixedClock(tell().now)
    with fresh_database(server_url, settings, clock) as database:
        address = database.admin_url.render_as_string(hide_password=False)
        own = house_settings(address, settings, tmp_path_factory.mktemp("export"))
        with open_house(own, clock) as house:
            yield open_two_clinics(house, address)


def house_settings(address: str, settings: Settings, export: Path) -> Settings:
    return Settings(
        mode=Mode.DEMO,
        data_dir=settings.data_dir,
        database_url=address,  # type: ignore[arg-type]
        export_dir=export,
        hold_seconds=0,
    )


@pytest.fixture(scope="session")
def asker(two: TwoClinics) -> Iterator[Asker]:
    """Asks the real application."""
    made = Asker(web_application(two.house))
    yield made
    made.close()


@pytest.fixture(scope="session")
def routes(asker: Asker) -> list[Route]:
    """Every route of the real application."""
    return routes_of(asker.app)
