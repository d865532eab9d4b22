"""A worker in a process of its own, which a test can kill.

Run as `python -m tests.platform.jobs.child <database url> <data folder> <outside folder> <name> <die|live>`.
The job `test.deliver` notes that it ran, then does its outside effect once per key; told to die, the process
is killed with SIGKILL right after the effect, before the job's end is written down.
"""

import os
import signal
import sys
import threading
from pathlib import Path
from uuid import UUID

from chartside.platform.assembly import open_database
from chartside.platform.jobs.queue import DurableQueue
from chartside.platform.jobs.registry import Registry
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.jobs.settings import WorkerSettings
from chartside.platform.jobs.worker import JobWorker
from chartside.platform.settings import Mode, Settings


def main(url: str, data_dir: str, outside: str, name: str, end: str) -> None:
    database = open_database(url, Settings(mode=Mode.DEMO, data_dir=Path(data_dir)).secrets)
    jobs = Registry()
    database.jobs = DurableQueue(database.app_engine, jobs)

    @jobs.job("test.deliver")
    def deliver(runtime: Runtime, org_id: UUID, effect_id: str) -> None:
        with (Path(outside) / "runs").open("a") as runs:
            runs.write(f"{effect_id}\n")
        (Path(outside) / f"effect-{effect_id}").touch(exist_ok=True)
        if end == "die":
            os.kill(os.getpid(), signal.SIGKILL)

    JobWorker(Runtime(database), WorkerSettings(name=name, poll_seconds=0.02), jobs).start()
    threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
