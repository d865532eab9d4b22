"""One attempt of a job: run the body as a durable step, judge how it ended, have it tried again later.

Each attempt is a row of its own (`<org>:<key>`, `<org>:<key>~2`, ...), so that the pause between two
attempts is a delayed row and holds no thread. The step's stored result is an `Outcome`, never what the body
returned or raised.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from dbos import DBOS

from chartside.platform.jobs.outcomes import Ending, JobFailed, Outcome
from chartside.platform.jobs.queue import enqueue_options
from chartside.platform.jobs.registry import Job
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.logs import get_logger, log_context

_log = get_logger("jobs")


@dataclass(frozen=True)
class Attempt:
    """The attempt that is running.

    Attributes:
        key: the idempotency key that the job was enqueued with.
        number: from 1.
        is_last: a temporary failure now ends the job as failed.
    """

    job: str
    key: str
    number: int
    is_last: bool


_current: ContextVar[Attempt | None] = ContextVar("current_attempt", default=None)


def current_attempt() -> Attempt:
    """The attempt in which the calling job body runs.

    Raises:
        LookupError: called outside a job.
    """
    attempt = _current.get()
    if attempt is None:
        raise LookupError("no job is running here")
    return attempt


class Attempts:
    """Makes the workflows of a worker and knows which rows this process is working on."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._running: set[str] = set()

    @property
    def running(self) -> frozenset[str]:
        """The ids of the rows that are being worked on here."""
        return frozenset(self._running)

    def workflow_of(self, job: Job) -> Callable[..., dict[str, str]]:
        """What DBOS runs for a row of `job`."""

        def run(org_id: str, number: int, *arguments: str | int) -> dict[str, str]:
            row_id = _row_id()
            base = row_id.partition("~")[0]
            attempt = Attempt(job.name, base.partition(":")[2], number, number >= job.retry.attempts)
            with self._marked(row_id):
                stored = DBOS.run_step({"name": job.name}, self._once, job, attempt, UUID(org_id), arguments)
                outcome = Outcome.from_json(stored)
                if outcome.ending is Ending.AGAIN and not attempt.is_last:
                    pause = job.retry.pause_after(number)
                    options = enqueue_options(job.name, org_id, f"{base}~{number + 1}", pause)
                    DBOS.enqueue_workflow_with_options(options, org_id, number + 1, *arguments)
                elif outcome.ending is not Ending.DONE:
                    raise JobFailed(outcome)
            return outcome.as_json()

        return run

    def _once(
        self, job: Job, attempt: Attempt, org_id: UUID, arguments: tuple[str | int, ...]
    ) -> dict[str, str]:
        begun = time.perf_counter()
        token = _current.set(attempt)
        failure: Exception | None = None
        try:
            job.body(self._runtime, org_id, *arguments)
        except Exception as error:  # noqa: BLE001 - a job may fail in any way; how it failed is the result
            failure = error
        finally:
            _current.reset(token)
        outcome = Outcome.of(failure) if failure else Outcome(Ending.DONE)
        with log_context(org_id=org_id, job=job.name, attempt=attempt.number):
            _report(outcome, failure, (time.perf_counter() - begun) * 1000, is_last=attempt.is_last)
        return outcome.as_json()

    @contextmanager
    def _marked(self, row_id: str) -> Iterator[None]:
        self._running.add(row_id)
        try:
            yield
        finally:
            self._running.discard(row_id)


def _report(outcome: Outcome, failure: Exception | None, ms: float, *, is_last: bool) -> None:
    if outcome.ending is Ending.DONE:
        _log.info("job.done", ms=ms)
    elif outcome.ending is Ending.AGAIN and not is_last:
        _log.warning("job.again", error=failure, ms=ms)
    else:
        _log.failure("job.failed", error=failure, ms=ms)


def _row_id() -> str:
    row_id = DBOS.workflow_id
    if row_id is None:
        raise LookupError("no job is running here")
    return row_id
