"""The worker: takes rows from the queue and runs them, in the web process or in one of its own."""

import logging
from threading import Lock

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer
from sqlalchemy.exc import SQLAlchemyError

from chartside.platform.jobs.attempts import Attempts
from chartside.platform.jobs.beats import Beats
from chartside.platform.jobs.board import in_hand, wait_idle
from chartside.platform.jobs.keeper import Keeper
from chartside.platform.jobs.queue import APPLICATION, QUEUE, WORKFLOW_SHAPE, make_client
from chartside.platform.jobs.registry import Registry, registry
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.jobs.schema import SCHEMA
from chartside.platform.jobs.settings import WorkerSettings
from chartside.platform.jobs.slots import Slot
from chartside.platform.jobs.timetable import apply_timetable
from chartside.platform.logs import declare_words, get_logger

_log = get_logger("jobs")
_one_per_process = Lock()


class JobWorker:
    """Runs jobs from `start` to `stop`. DBOS allows one at a time in a process.

    Args:
        runtime: handed to each job; its database must have been upgraded.
    """

    def __init__(
        self, runtime: Runtime, settings: WorkerSettings | None = None, jobs: Registry = registry
    ) -> None:
        self._runtime = runtime
        self._settings = settings or WorkerSettings()
        self._registry = jobs
        self._attempts = Attempts(runtime)
        self._slot: Slot | None = None
        self._keeper: Keeper | None = None
        self._beats: Beats | None = None

    @property
    def name(self) -> str | None:
        """The name it works under, while it runs."""
        return self._slot.name if self._slot else None

    def start(self) -> None:
        """Begin to take work, first of all what this worker's last process left.

        Raises:
            Refused: another process works under the same name, or this process has a worker already.
            DBOSException: the schema `jobs` was not upgraded.
        """
        if not _one_per_process.acquire(blocking=False):
            raise RuntimeError("this process has a worker already")
        try:
            self._slot = Slot.take(self._runtime.database.jobs_engine, self._settings.name)
            self._launch(self._slot)
        except BaseException:
            self._shut_down()
            raise
        declare_words(self._slot.name)
        _log.info("worker.started", executor=self._slot.name)

    def stop(self) -> None:
        """Finish what is running, within `stop_seconds`, and take no more. Harmless when not running."""
        if self._slot is not None:
            self._shut_down()
            _log.info("worker.stopped")

    def wait_idle(self, timeout: float = 10.0, *, delayed: bool = False) -> None:
        """See `board.wait_idle`."""
        wait_idle(self._runtime.database.jobs_engine, timeout, delayed=delayed)

    def _launch(self, slot: Slot) -> None:
        engine = self._runtime.database.jobs_engine
        config: DBOSConfig = {
            "name": APPLICATION,
            "system_database_engine": engine,
            "dbos_system_schema": SCHEMA,
            "serializer": DBOSPortableJSONSerializer(),
            "application_version": WORKFLOW_SHAPE,
            "executor_id": slot.name,
            "run_migrations": False,
            "enable_otlp": False,
            "log_level": logging.getLevelName(logging.WARNING),
        }
        DBOS(config=config)
        for job in self._registry.jobs.values():
            DBOS.workflow(name=job.name)(self._attempts.workflow_of(job))
        # Before the launch, which would otherwise look for queues again only a second later.
        make_client(engine).register_queue(
            QUEUE, worker_concurrency=self._settings.threads, polling_interval_sec=self._settings.poll_seconds
        )
        DBOS.launch()
        apply_timetable(self._runtime, self._registry)
        self._keeper = Keeper(engine, slot, self._attempts, self._settings)
        self._keeper.start()
        self._beats = Beats(self._runtime, list(self._registry.beats.values()))
        self._beats.start()

    def _has_work_in_hand(self) -> bool:
        """Also true after a body has ended, until DBOS has written that down."""
        if self._slot is None:
            return False
        try:
            return in_hand(self._runtime.database.jobs_engine, self._slot.name) > 0
        except SQLAlchemyError:
            return bool(self._attempts.running)

    def _shut_down(self) -> None:
        if self._beats is not None:
            self._beats.stop()
        if self._keeper is not None:
            self._keeper.stop()
        # DBOS waits in whole seconds, so it is asked to wait only when there is something to wait for.
        patience = self._settings.stop_seconds if self._has_work_in_hand() else 0
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=patience)
        if self._slot is not None:
            self._slot.release()
        self._slot = self._keeper = self._beats = None
        _one_per_process.release()
