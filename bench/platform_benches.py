"""What isolation, the look log and durable jobs cost over doing without."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from uuid import UUID

import psycopg
from sqlalchemy import Engine, create_engine, text

from bench.installation import fill, installation
from bench.measure import Bench
from chartside.kernel.ids import new_id
from chartside.platform.jobs.board import wait_idle
from chartside.platform.jobs.queue import DurableQueue
from chartside.platform.jobs.registry import Registry
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.jobs.settings import WorkerSettings
from chartside.platform.jobs.worker import JobWorker
from chartside.platform.tenancy import Actor, Work, WorkDatabase

PAGES = 200
JOBS = 100

_PAGE = text("select * from event where org_id = :org order by recorded_at desc limit 50")
_PERSON = Actor(new_id(), None, "Dana Whitfield, OTR/L")


@contextmanager
def benches() -> Iterator[list[Bench]]:
    """The benches of the platform, on one installation."""
    with installation() as (database, superuser):
        organisations = fill(superuser)
        jobs = Registry()
        jobs.job("bench.nothing")(_nothing)
        database.jobs = DurableQueue(database.app_engine, jobs)
        plain = _superuser_engine(superuser)
        worker = JobWorker(Runtime(database), WorkerSettings(poll_seconds=0.05), jobs)
        worker.start()
        try:
            yield [
                _isolation(database, plain, organisations),
                _looking(database, organisations),
                _enqueueing(database, organisations),
                _running(database, organisations),
            ]
        finally:
            wait_idle(database.jobs_engine, 60)
            worker.stop()
            plain.dispose()


def _nothing(_runtime: Runtime, _org_id: UUID, _number: int) -> None:
    """A job whose cost is only that of being a job."""


def _isolation(database: WorkDatabase, plain: Engine, organisations: list[UUID]) -> Bench:
    next_ours, next_floor = cycle(organisations), cycle(organisations)

    def ours() -> None:
        for _ in range(PAGES):
            org_id = next(next_ours)
            with database.transaction(org_id) as session:
                session.execute(_PAGE, {"org": org_id}).all()

    def floor() -> None:
        for _ in range(PAGES):
            with plain.begin() as connection:
                connection.execute(_PAGE, {"org": next(next_floor)}).all()

    return Bench(
        "Row-level security: the 50 newest of 100,000 rows of 200 organisations, a transaction each",
        "the same query as superuser, without naming the organisation to the database",
        ours,
        floor,
        PAGES,
        "page",
    )


def _looking(database: WorkDatabase, organisations: list[UUID]) -> Bench:
    org_id = organisations[0]

    def page(*, look: bool) -> None:
        for _ in range(PAGES):
            with database.work(org_id, _PERSON) as work:
                work.session.execute(_PAGE, {"org": org_id}).all()
                if look:
                    work.look(new_id(), "bench.page")

    return Bench(
        "Look log: the same page, noting who looked at whom",
        "the page without the note (a read-only transaction)",
        lambda: page(look=True),
        lambda: page(look=False),
        PAGES,
        "page",
    )


def _act(work: Work) -> None:
    work.session.execute(
        text(
            "insert into event (org_id, id, name, subject_type, subject_id, detail, actor_name, at) "
            "values (:org, :id, 'visit.completed', 'visit', :id, '{}', 'bench', now())"
        ),
        {"org": work.org_id, "id": new_id()},
    )


def _commits(database: WorkDatabase, organisations: list[UUID], *, enqueue: bool) -> None:
    for number, org_id in zip(range(JOBS), cycle(organisations), strict=False):
        with database.work(org_id, _PERSON) as work:
            _act(work)
            if enqueue:
                work.enqueue("bench.nothing", f"bench:{new_id()}:{number}", number)


def _enqueueing(database: WorkDatabase, organisations: list[UUID]) -> Bench:
    return Bench(
        "Enqueueing a durable job in the transaction of an act",
        "the plain commit of the same act",
        lambda: _commits(database, organisations, enqueue=True),
        lambda: _commits(database, organisations, enqueue=False),
        JOBS,
        "act",
    )


def _running(database: WorkDatabase, organisations: list[UUID]) -> Bench:
    def ours() -> None:
        _commits(database, organisations, enqueue=True)
        wait_idle(database.jobs_engine, 120)

    return Bench(
        "Enqueueing a durable job and running it to its recorded end (one worker, four threads)",
        "the plain commit of the same act",
        ours,
        lambda: _commits(database, organisations, enqueue=False),
        JOBS,
        "act",
    )


def _superuser_engine(superuser: psycopg.Connection) -> Engine:
    info = superuser.info
    return create_engine(
        f"postgresql+psycopg://{info.user}@/{info.dbname}?host={info.host}", pool_size=1, pool_pre_ping=True
    )
