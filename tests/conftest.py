"""What every test may ask for: one throw-away server per run, a fresh migrated database per module."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import make_url

from chartside.kernel.clock import Clock, FixedClock
from chartside.kernel.ids import new_id
from chartside.platform.assembly import open_database, prepare_database
from chartside.platform.database.embedded import EmbeddedServer
from chartside.platform.settings import Mode, Settings
from chartside.platform.tenancy import Actor, Work, WorkDatabase
from chartside.platform.tenancy.organisations import found_organisation

WorkFactory = Callable[..., AbstractContextManager[Work]]

_FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "shared_buffers": "64MB"}


_RUN = "CHARTSIDE_TEST_RUN"
_GIVEN = "CHARTSIDE_TEST_DATABASE_URL"  # a superuser's login on another server to test against


def pytest_configure(config: pytest.Config) -> None:
    """Name this run after its first process; workers inherit the name."""
    if not hasattr(config, "workerinput"):
        os.environ[_RUN] = f"cs-test-{os.getpid()}"
        _remove_leftovers()


def pytest_unconfigure(config: pytest.Config) -> None:
    """After the last worker: stop the server and remove its folder."""
    if hasattr(config, "workerinput"):
        return
    if _GIVEN in os.environ:
        with psycopg.connect(os.environ[_GIVEN], autocommit=True) as admin:
            admin.execute(f"drop database if exists {_template()} with (force)")
    _remove(_temporary() / os.environ[_RUN])


def _temporary() -> Path:
    return Path(tempfile.gettempdir()).resolve()


def _remove_leftovers() -> None:
    """Remove what a killed run of ours left."""
    for folder in _temporary().glob("cs-test-*"):
        number = folder.name.removeprefix("cs-test-")
        if number.isdigit() and _is_mine(folder) and not _is_alive(int(number)):
            _remove(folder)


def _is_mine(folder: Path) -> bool:
    try:
        return folder.stat().st_uid == os.geteuid()
    except FileNotFoundError:  # another run has just removed it
        return False


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _remove(folder: Path) -> None:
    if folder.exists():
        EmbeddedServer(folder).stop(though_used=True)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def run_folder() -> Path:
    """One for all workers of this run; short, and as root within reach of the server's user."""
    return _temporary() / os.environ[_RUN]


@pytest.fixture(scope="session")
def settings(run_folder: Path) -> Settings:
    """Settings of a demo installation in a folder that is removed after the run."""
    return Settings(mode=Mode.DEMO, data_dir=run_folder)


@pytest.fixture(scope="session")
def server_url(settings: Settings) -> Iterator[str]:
    """The superuser's address of the server that this run shares; its template database is migrated."""
    given = os.environ.get(_GIVEN)
    if given:
        _make_template(given, settings)
        yield given
        return
    server = EmbeddedServer(settings.data_dir, options=_FAST)
    server.start()
    _make_template(server.url("postgres"), settings)
    yield server.url("postgres")
    server.stop()


def _make_template(server_url: str, settings: Settings) -> None:
    name = _template()
    with psycopg.connect(server_url, autocommit=True) as admin:
        admin.execute("select pg_advisory_lock(1)")  # let go of when the connection closes
        if admin.execute("select 1 from pg_database where datname = %s", (name,)).fetchone():
            return
        admin.execute(f"create database {name}_new")
        fresh = open_database(_on(server_url, f"{name}_new"), settings.secrets)
        prepare_database(fresh)
        fresh.dispose()
        admin.execute(f"alter database {name}_new rename to {name}")


def _template() -> str:
    return os.environ[_RUN].replace("-", "_")


def _on(server_url: str, database: str) -> str:
    return make_url(server_url).set(database=database).render_as_string(hide_password=False)


@contextmanager
def fresh_database(server_url: str, settings: Settings, clock: Clock) -> Iterator[WorkDatabase]:
    """A migrated, empty database that is dropped afterwards."""
    name = f"t_{new_id().hex}"
    with psycopg.connect(server_url, autocommit=True) as admin:
        admin.execute(f"create database {name} template {_template()}")
        # The rights on a database itself are not copied with it.
        admin.execute(f"revoke create, temporary on database {name} from public")
    database = open_database(_on(server_url, name), settings.secrets, clock=clock)
    try:
        yield database
    finally:
        database.dispose()
        with psycopg.connect(server_url, autocommit=True) as admin:
            admin.execute(f"drop database {name} with (force)")


@pytest.fixture(scope="module")
def clock() -> FixedClock:
    """Stands at noon in New York on 20 November 2026 until a test moves it."""
    return FixedClock()


@pytest.fixture(scope="module")
def database(server_url: str, settings: Settings, clock: FixedClock) -> Iterator[WorkDatabase]:
    """A fresh, migrated database for this test module."""
    with fresh_database(server_url, settings, clock) as database:
        yield database


def fresh_organisation(database: WorkDatabase) -> UUID:
    """A new organisation with nothing in it."""
    code = f"clinic-{new_id().hex}"
    return found_organisation(database, code, "Riverbend Therapy", zone="America/New_York", is_demo=True)


@pytest.fixture
def org(database: WorkDatabase) -> UUID:
    """A new organisation with nothing in it."""
    return fresh_organisation(database)


@pytest.fixture
def actor() -> Actor:
    """A therapist who is signed in."""
    return Actor(new_id(), new_id(), "Dana Whitfield, OTR/L", frozenset({"therapist"}))


@pytest.fixture
def work(database: WorkDatabase, org: UUID, actor: Actor) -> WorkFactory:
    """Opens units of work: `with work() as w:`; `org_id=`, `actor=`, `clock=` and `jobs=` choose others."""

    def open_work(**choices: Any) -> AbstractContextManager[Work]:
        return database.work(**{"org_id": org, "actor": actor, **choices})

    return open_work


_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync",
         "--no-first-run", "--disable-component-update"]  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser on this machine; the tests of pages are left out where there is none, except in CI."""
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))),
        None,
    )
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium in CI: the pages were not looked at")
        pytest.skip("no Chromium on this machine")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One for the whole run: Playwright runs once in a process."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        yield running
        running.close()
