"""The whole house with the demo clinic in it, on the loopback, its worker running; and people in browsers."""

import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser

from chartside.app.demo import load
from chartside.app.house import House, put_together
from chartside.app.pages import web_application
from chartside.demo.clock import demo_clock
from chartside.kernel.clock import Clock, SystemClock
from chartside.platform.jobs.settings import WorkerSettings
from chartside.platform.jobs.worker import JobWorker
from chartside.platform.settings import Mode, Settings
from tests.conftest import fresh_database

from .people import Clinic, Person


class MovableClock:
    """A clock that a test can set forward: a proof of identity grows old without waiting."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ahead = timedelta()

    def now(self) -> datetime:
        return self._clock.now() + self._ahead

    def forward(self, delta: timedelta) -> None:
        self._ahead += delta


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The application on a free port of the loopback."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()


@contextmanager
def working(house: House) -> Iterator[JobWorker]:
    """The house's worker, as quick as tests like it."""
    worker = JobWorker(house.runtime, WorkerSettings(poll_seconds=0.02, keep_seconds=60.0))
    worker.start()
    try:
        yield worker
    finally:
        worker.stop()
        logging.getLogger("dbos").handlers.clear()  # they hold this test's captured error stream


@pytest.fixture(scope="package")
def clinic(server_url: str, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """The demo clinic behind two doors: signed notes are held for minutes at the one, not at all at the other."""
    folder = tmp_path_factory.mktemp("journeys")
    slow = Settings(
        mode=Mode.DEMO,
        data_dir=folder,
        secrets_dir=settings.secrets_dir,
        listen_port=1,
        session_idle_minutes=600,
        hold_seconds=120,
    )
    clock, wall = MovableClock(demo_clock(datetime.now(UTC))), MovableClock(SystemClock())
    with fresh_database(server_url, settings, clock) as database:
        house = put_together(slow, database)
        demo = load(house)
        quick = put_together(slow.model_copy(update={"hold_seconds": 0}), database)
        signs = [(", ".join(one.roles), one.email) for one in demo.sign_ins]
        with (
            working(house) as worker,
            serving(web_application(house, demo=signs, wall=wall)) as address,
            serving(web_application(quick, demo=signs, wall=wall)) as without_hold,
        ):
            yield Clinic(house, demo, worker, address, without_hold, clock.forward, wall)


@pytest.fixture
def person(clinic: Clinic, browser: Browser) -> Iterator[Callable[..., Person]]:
    """Opens a browser and signs somebody in by the first part of their address: `person("dana.whitfield")`."""
    opened: list[Person] = []

    def come(name: str, **context: Any) -> Person:
        one = Person.arrive(clinic, browser, name, **context)
        opened.append(one)
        return one

    yield come
    for one in opened:
        one.leave()
