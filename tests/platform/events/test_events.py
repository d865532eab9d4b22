"""A fact reaches its subscribers when, and only when, it was committed."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from sqlalchemy import func, select

from chartside.kernel.ids import new_id
from chartside.platform.events.log import DatabaseEventSink
from chartside.platform.events.subscribers import Subscribers
from chartside.platform.events.tables import Event
from chartside.platform.jobs.queue import DurableQueue
from chartside.platform.jobs.registry import Registry
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.jobs.settings import WorkerSettings
from chartside.platform.jobs.worker import JobWorker
from chartside.platform.tenancy import Work, WorkDatabase
from tests.conftest import WorkFactory


class UndoneError(Exception):
    """Rolls a transaction back."""


@pytest.fixture
def bus(database: WorkDatabase) -> Iterator[tuple[Subscribers, JobWorker]]:
    jobs = Registry()
    known = Subscribers(jobs)
    before = database.jobs, database.events
    database.jobs, database.events = DurableQueue(database.app_engine, jobs), DatabaseEventSink(known)
    worker = JobWorker(Runtime(database), WorkerSettings(poll_seconds=0.02), jobs)
    yield known, worker
    worker.stop()
    database.jobs, database.events = before


def test_each_subscriber_hears_of_a_committed_fact_once(
    bus: tuple[Subscribers, JobWorker], work: WorkFactory, org: UUID
) -> None:
    known, worker = bus
    heard: list[tuple[str, str, UUID, dict[str, object], str]] = []
    visit = new_id()

    @known.subscribe("visit.completed", "claims.prepare")
    def prepare(w: Work, event: Event) -> None:
        heard.append(("claims", event.name, event.subject_id, event.detail, w.actor.name))

    @known.subscribe("visit.completed", "insights.count")
    def count(w: Work, event: Event) -> None:
        heard.append(("insights", event.name, event.subject_id, event.detail, w.actor.name))

    with work() as w:
        w.emit("visit.completed", "visit", visit, minutes=45)
        w.emit("visit.cancelled", "visit", visit)
    worker.start()
    worker.wait_idle()
    assert sorted(heard) == [
        ("claims", "visit.completed", visit, {"minutes": 45}, "system: claims.prepare"),
        ("insights", "visit.completed", visit, {"minutes": 45}, "system: insights.count"),
    ]
    with work() as w:
        assert w.session.scalar(select(func.count()).select_from(Event).where(Event.org_id == org)) == 2


def test_nobody_hears_of_a_fact_that_was_undone(
    bus: tuple[Subscribers, JobWorker], work: WorkFactory
) -> None:
    known, worker = bus
    heard: list[str] = []
    known.subscribe("note.signed", "claims.release")(lambda w, event: heard.append(event.name))
    with pytest.raises(UndoneError), work() as w:
        w.emit("note.signed", "note", new_id())
        raise UndoneError
    worker.start()
    worker.wait_idle()
    assert heard == []


def test_a_handler_name_belongs_to_one_handler(bus: tuple[Subscribers, JobWorker]) -> None:
    known, _ = bus

    @known.subscribe("note.signed", "claims.release")
    @known.subscribe("note.amended", "claims.release")
    def release(w: Work, event: Event) -> None:
        return None

    def other(w: Work, event: Event) -> None:
        return None

    assert known.of("note.signed") == known.of("note.amended") == ("claims.release",)
    assert known.of("note.lost") == ()
    with pytest.raises(ValueError, match=r"claims\.release"):
        known.subscribe("note.signed", "claims.release")(other)
