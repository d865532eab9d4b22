"""Jobs run when, and only when, the transaction that asked for them committed."""

from datetime import timedelta
from uuid import UUID

import pytest

from chartside.kernel.errors import Permanent, Temporary
from chartside.kernel.ids import new_id
from chartside.platform.jobs.attempts import current_attempt
from chartside.platform.jobs.board import job_counts
from chartside.platform.jobs.registry import Registry, Retry
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.tenancy import WorkDatabase
from tests.conftest import WorkFactory
from tests.platform.jobs.conftest import StartWorker

SOON = Retry(attempts=3, first=timedelta(milliseconds=10))


class InterruptedWorkError(Exception):
    """Rolls a transaction back."""


def test_a_committed_job_runs_with_its_ids(
    work: WorkFactory, org: UUID, jobs: Registry, start_worker: StartWorker
) -> None:
    ran: list[tuple[UUID, tuple[str | int, ...], str]] = []
    effect = new_id()

    @jobs.job("test.deliver")
    def deliver(runtime: Runtime, org_id: UUID, *arguments: str | int) -> None:
        with runtime.work(org_id, "delivery") as inner:
            ran.append((inner.org_id, arguments, inner.actor.name))

    with work() as w:
        w.enqueue("test.deliver", f"deliver:{effect}", effect, 7, "charge_file")
    start_worker().wait_idle()
    assert ran == [(org, (str(effect), 7, "charge_file"), "system: delivery")]


def test_a_rolled_back_job_never_runs(work: WorkFactory, jobs: Registry, start_worker: StartWorker) -> None:
    ran: list[str] = []
    jobs.job("test.deliver")(lambda runtime, org_id, name: ran.append(name))
    with pytest.raises(InterruptedWorkError), work() as w:
        w.enqueue("test.deliver", "a", "lost")
        raise InterruptedWorkError
    with work() as w:
        w.enqueue("test.deliver", "b", "kept")
    start_worker().wait_idle()
    assert ran == ["kept"]


def test_the_same_key_runs_once_even_after_it_ran(
    work: WorkFactory, jobs: Registry, start_worker: StartWorker
) -> None:
    ran: list[str] = []
    jobs.job("test.deliver")(lambda runtime, org_id, name: ran.append(name))
    worker = start_worker()
    for name in ("first", "second", "third"):
        with work() as w:
            w.enqueue("test.deliver", "same", name)
            w.enqueue("test.deliver", "same", name)
        worker.wait_idle()
    assert ran == ["first"]


def test_a_delay_is_kept(work: WorkFactory, jobs: Registry, start_worker: StartWorker) -> None:
    ran: list[str] = []
    jobs.job("test.deliver")(lambda runtime, org_id, name: ran.append(name))
    with work() as w:
        w.enqueue("test.deliver", "later", "later", delay=timedelta(seconds=0.3))
        w.enqueue("test.deliver", "now", "now")
    worker = start_worker()
    worker.wait_idle()
    while ran != ["now", "later"]:
        assert ran in ([], ["now"])
        worker.wait_idle()


def test_a_temporary_failure_is_tried_again_and_then_works(
    work: WorkFactory, jobs: Registry, start_worker: StartWorker
) -> None:
    seen: list[tuple[int, bool, str]] = []

    @jobs.job("test.deliver", retry=SOON)
    def deliver(runtime: Runtime, org_id: UUID, name: str) -> None:
        attempt = current_attempt()
        seen.append((attempt.number, attempt.is_last, attempt.key))
        if attempt.number < 3:
            raise Temporary("the other side is closed")

    with work() as w:
        w.enqueue("test.deliver", "key:a", "x")
    start_worker().wait_idle(delayed=True)
    assert seen == [(1, False, "key:a"), (2, False, "key:a"), (3, True, "key:a")]


@pytest.mark.parametrize(
    ("error", "attempts"),
    [
        (Temporary("down"), 3),
        (ConnectionResetError(), 3),
        (Permanent("no such folder"), 1),
        (ValueError("x"), 1),
    ],
)
def test_what_fails_for_good_is_recorded(
    error: Exception,
    attempts: int,
    work: WorkFactory,
    database: WorkDatabase,
    jobs: Registry,
    start_worker: StartWorker,
) -> None:
    ran: list[int] = []

    @jobs.job("test.deliver", retry=SOON)
    def deliver(runtime: Runtime, org_id: UUID) -> None:
        ran.append(current_attempt().number)
        raise error

    before = job_counts(database.jobs_engine)["failed"]
    with work() as w:
        w.enqueue("test.deliver", "fails")
    start_worker().wait_idle(delayed=True)
    assert ran == list(range(1, attempts + 1))
    assert job_counts(database.jobs_engine)["failed"] == before + 1


def test_work_that_a_stopped_worker_left_is_done_by_the_next(
    work: WorkFactory, jobs: Registry, start_worker: StartWorker
) -> None:
    ran: list[str] = []
    jobs.job("test.deliver")(lambda runtime, org_id, name: ran.append(name))
    first = start_worker()
    first.wait_idle()
    first.stop()
    with work() as w:
        w.enqueue("test.deliver", "a", "a")
    second = start_worker()
    second.wait_idle()
    second.stop()
    assert ran == ["a"]


def test_an_unknown_job_is_refused_when_it_is_asked_for(work: WorkFactory, start_worker: StartWorker) -> None:
    with pytest.raises(LookupError, match="nobody"), work() as w:
        w.enqueue("test.nobody", "a")
