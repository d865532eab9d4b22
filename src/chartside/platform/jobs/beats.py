"""Small things done every second or so, without rows."""

import time
from threading import Event, Thread

from chartside.platform.jobs.registry import Beat
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.logs import get_logger

_log = get_logger("jobs")


class Beats:
    """A thread that calls each beat for each organisation when its time has come."""

    def __init__(self, runtime: Runtime, beats: list[Beat]) -> None:
        self._runtime = runtime
        self._due = dict.fromkeys(beats, 0.0)
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="jobs-beats", daemon=True)

    def start(self) -> None:
        """Begin, if there is anything to do."""
        if self._due:
            self._thread.start()

    def stop(self) -> None:
        """End, after the call that is running."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            for beat in [beat for beat, due in self._due.items() if due <= time.monotonic()]:
                self._call(beat)
                self._due[beat] = time.monotonic() + beat.seconds
            self._stopping.wait(max(0.0, min(self._due.values()) - time.monotonic()))

    def _call(self, beat: Beat) -> None:
        try:
            organisations = self._runtime.organisations()
        except Exception as error:  # noqa: BLE001 - the database may be away for a moment
            _log.warning("beat.failed", error=error, job=beat.name)
            return
        for org_id in organisations:
            if self._stopping.is_set():
                return
            try:
                beat.body(self._runtime, org_id)
            except Exception as error:  # noqa: BLE001 - one organisation's trouble must not stop the others'
                _log.warning("beat.failed", error=error, job=beat.name, org_id=org_id)
