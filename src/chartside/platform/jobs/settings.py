"""How a worker works."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class WorkerSettings:
    """How a worker works.

    Attributes:
        name: its name, stable over restarts, held by one process; `None` takes the first free `worker-<n>`.
        threads: how many jobs run at once.
        poll_seconds: how often it looks for work.
        keep_seconds: how often it looks for abandoned work.
        stop_seconds: how long `stop` waits for jobs that are running; the next start resumes the rest.
        keep_finished: how long finished rows are kept. An idempotency key is remembered that long.
    """

    name: str | None = None
    threads: int = 4
    poll_seconds: float = 1.0
    keep_seconds: float = 5.0
    stop_seconds: int = 20
    keep_finished: timedelta = timedelta(days=90)
