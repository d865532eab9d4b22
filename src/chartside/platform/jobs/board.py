"""What is waiting, running and done, and the removal of what has long been done."""

import time
from collections.abc import Mapping
from datetime import timedelta
from threading import Event

from sqlalchemy import Engine, text

from chartside.platform.jobs.queue import make_client

_COUNTS = text("select status, count(*) as n from jobs.workflow_status group by status")
_BUSY = text(
    "select count(*) from jobs.workflow_status where status in ('ENQUEUED', 'PENDING') "
    "or (status = 'DELAYED' and (:delayed "
    "or delay_until_epoch_ms <= extract(epoch from clock_timestamp()) * 1000))"
)
_IN_HAND = text(
    "select count(*) from jobs.workflow_status where status = 'PENDING' and executor_id = :worker"
)
_OLD = text(
    "select workflow_uuid from jobs.workflow_status "
    "where status in ('SUCCESS', 'ERROR', 'CANCELLED', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED') "
    "and coalesce(completed_at, updated_at) < extract(epoch from clock_timestamp()) * 1000 - :age limit 1000"
)
_NAMES = {
    "DELAYED": "delayed",
    "ENQUEUED": "waiting",
    "PENDING": "running",
    "SUCCESS": "done",
    "ERROR": "failed",
    "CANCELLED": "failed",
    "MAX_RECOVERY_ATTEMPTS_EXCEEDED": "failed",
}


def job_counts(jobs_engine: Engine) -> Mapping[str, int]:
    """How many rows are delayed, waiting, running, done and failed, over all organisations."""
    counts = dict.fromkeys(_NAMES.values(), 0)
    with jobs_engine.connect() as connection:
        for row in connection.execute(_COUNTS):
            counts[_NAMES[row.status]] += row.n
    return counts


def in_hand(jobs_engine: Engine, worker: str) -> int:
    """How many rows the worker of that name has claimed and not finished."""
    with jobs_engine.connect() as connection:
        return connection.scalar(_IN_HAND, {"worker": worker}) or 0


def wait_idle(jobs_engine: Engine, timeout: float = 10.0, *, delayed: bool = False) -> None:
    """Wait until nothing is waiting or running: for tests, and before a tidy shutdown.

    `timeout` is in seconds; with `delayed` it waits for rows whose delay has not passed yet, too.

    Raises:
        TimeoutError: something is still waiting or running.
    """
    end = time.monotonic() + timeout
    pause = Event()
    while True:
        with jobs_engine.connect() as connection:
            busy = connection.scalar(_BUSY, {"delayed": delayed})
        if not busy:
            return
        if time.monotonic() > end:
            raise TimeoutError(f"{busy} jobs are still waiting or running")
        pause.wait(0.02)


def prune(jobs_engine: Engine, older_than: timedelta) -> int:
    """Remove rows that finished more than `older_than` ago; how many. A removed key could run again."""
    client = make_client(jobs_engine)
    removed = 0
    while True:
        with jobs_engine.connect() as connection:
            old = list(connection.scalars(_OLD, {"age": older_than.total_seconds() * 1000}))
        if not old:
            return removed
        client.delete_workflows(old)
        removed += len(old)
