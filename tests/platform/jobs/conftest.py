"""A worker that is quick enough for tests, and a registry of the tests' own jobs."""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from chartside.platform.jobs.queue import DurableQueue
from chartside.platform.jobs.registry import Registry
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.jobs.settings import WorkerSettings
from chartside.platform.jobs.worker import JobWorker
from chartside.platform.tenancy import WorkDatabase

StartWorker = Callable[..., JobWorker]


@pytest.fixture(autouse=True)
def fresh_log_handlers() -> Iterator[None]:
    """DBOS keeps writing to the standard error it found first: a captured one, closed after that test."""
    yield
    logging.getLogger("dbos").handlers.clear()


@pytest.fixture
def jobs() -> Registry:
    return Registry()


@pytest.fixture
def queue(database: WorkDatabase, jobs: Registry) -> Iterator[DurableQueue]:
    before, database.jobs = database.jobs, DurableQueue(database.app_engine, jobs)
    yield database.jobs
    database.jobs = before


@pytest.fixture
def start_worker(database: WorkDatabase, jobs: Registry, queue: DurableQueue) -> Iterator[StartWorker]:
    with ExitStack() as stopped:

        def start(**settings: Any) -> JobWorker:
            chosen = WorkerSettings(**{"poll_seconds": 0.02, "keep_seconds": 60.0, **settings})
            worker = JobWorker(Runtime(database), chosen, jobs)
            stopped.callback(worker.stop)
            worker.start()
            return worker

        yield start
