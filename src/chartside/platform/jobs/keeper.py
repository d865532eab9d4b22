"""Looks after work that nobody is working on: a dead worker's, or a row claimed as the database went away."""

import time
from threading import Event, Thread

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from chartside.platform.jobs.attempts import Attempts
from chartside.platform.jobs.board import prune
from chartside.platform.jobs.queue import QUEUE, make_client
from chartside.platform.jobs.settings import WorkerSettings
from chartside.platform.jobs.slots import Slot
from chartside.platform.logs import get_logger

_log = get_logger("jobs")
_PRUNE_EVERY_SECONDS = 3600.0

_CLAIMED = text(
    "select workflow_uuid, executor_id from jobs.workflow_status "
    "where status = 'PENDING' and executor_id is not null"
)


class Keeper:
    """A thread that, every `keep_seconds`, holds this worker's name and hands abandoned rows back.

    A row is handed back when it was found abandoned in two rounds: right after a restart of the database no
    worker holds its name, and a row may be claimed an instant before its work is seen to run.
    """

    def __init__(self, engine: Engine, slot: Slot, attempts: Attempts, settings: WorkerSettings) -> None:
        self._client = make_client(engine)
        self._engine = engine
        self._slot = slot
        self._attempts = attempts
        self._settings = settings
        self._prune_due = 0.0
        self._suspects: set[str] = set()
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="jobs-keeper", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, after the present round."""
        self._stopping.set()
        self._thread.join()

    def round(self) -> list[str]:
        """One round; the ids of the rows that were handed back."""
        if not self._slot.hold():
            _log.failure("worker.name_lost")
            return []
        with self._engine.connect() as connection:
            claimed = connection.execute(_CLAIMED).all()
        dead = {name for name in {row.executor_id for row in claimed} if self._slot.is_abandoned(name)}
        running = self._attempts.running
        abandoned = {
            row.workflow_uuid
            for row in claimed
            if row.executor_id in dead
            or (row.executor_id == self._slot.name and row.workflow_uuid not in running)
        }
        certain = sorted(abandoned & self._suspects)
        self._suspects = abandoned
        for row_id in certain:
            self._client.resume_workflow(row_id, queue_name=QUEUE)
        if certain:
            _log.warning("worker.took_over", count=len(certain))
        return certain

    def _prune_when_due(self) -> None:
        if time.monotonic() >= self._prune_due:
            self._prune_due = time.monotonic() + _PRUNE_EVERY_SECONDS
            removed = prune(self._engine, self._settings.keep_finished)
            if removed:
                _log.info("worker.pruned", count=removed)

    def _run(self) -> None:
        while not self._stopping.wait(self._settings.keep_seconds):
            try:
                self.round()
                self._prune_when_due()
            except SQLAlchemyError as error:
                _log.warning("worker.keeper_failed", error=error)
