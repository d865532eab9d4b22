"""The processes of one installation: started, killed with SIGKILL, started again, and asked to leave."""

import multiprocessing
import os
import shutil
import signal
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from multiprocessing.process import BaseProcess
from pathlib import Path

from chartside.platform.assembly import open_database
from chartside.platform.database.embedded import EmbeddedServer
from chartside.platform.database.locks import FileLock
from chartside.platform.settings import Mode, Settings
from chartside.platform.tenancy import WorkDatabase
from tests.laws.kills.entry import live

WEB, WORKERS, DATABASE = "web", ("worker-1", "worker-2"), "database"
PATIENCE_SECONDS = 90.0

_PREFIX, _LOCK = "cs-kills-", "campaign"

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload([live.__module__])


def until(holds: Callable[[], bool], what: str, seconds: float = PATIENCE_SECONDS) -> None:
    """Wait for a condition.

    Raises:
        AssertionError: it did not come about.
    """
    end, pause = time.monotonic() + seconds, threading.Event()
    while not holds():
        assert time.monotonic() < end, f"waited {seconds} s for: {what}"
        pause.wait(0.05)


class Installation:
    """A web process and two workers on the embedded server, each of which can be killed.

    Attributes:
        ended_alone: processes that ended though nobody killed them, with their exit codes; they were started
            again as a service manager would.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.settings = Settings(
            mode=Mode.DEMO, data_dir=folder / "data", listen_port=self.port, hold_seconds=1
        )
        self.server = EmbeddedServer(self.settings.data_dir)
        self.ended_alone: list[tuple[str, int | None]] = []
        self._processes: dict[str, BaseProcess] = {}
        self._change = threading.Lock()

    def start(self) -> None:
        """Start every process and wait until all are well."""
        for name in (WEB, *WORKERS):
            self._start(name)
        for name in (WEB, *WORKERS):
            until(partial(self.is_well, name), f"{name} starts")

    def kill(self, name: str) -> None:
        """SIGKILL. A killed process is started again at once; the database is started by the product."""
        if name == DATABASE:
            os.kill(self._postmaster(), signal.SIGKILL)
            return
        with self._change:
            process = self._processes[name]
            process.kill()
            process.join()
            self._start(name)

    def is_well(self, name: str) -> bool:
        """Whether it does its work again; a process that ended on its own is started again."""
        self._restart_fallen()
        if name in WORKERS:
            return "READY worker" in self._log(name).read_text()
        asked = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            asked.request("GET", "/sign-in")
            return asked.getresponse().status == HTTPStatus.OK
        except (OSError, HTTPException):
            return False
        finally:
            asked.close()

    def leave(self) -> dict[str, int | None]:
        """Ask every process to leave, as a service manager does; their exit codes."""
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            process.join(PATIENCE_SECONDS)
        return {name: process.exitcode for name, process in self._processes.items()}

    @property
    def server_runs(self) -> bool:
        """Whether a database server is left."""
        return (self.server.folder / "postmaster.pid").exists()

    @contextmanager
    def database(self) -> Iterator[WorkDatabase]:
        """The product's database, looked at from outside."""
        database = open_database(self.server.url(), self.settings.secrets)
        try:
            yield database
        finally:
            database.dispose()

    def clear_up(self) -> None:
        """Kill what is left."""
        for process in self._processes.values():
            process.kill()
            process.join()
        self.server.stop(though_used=True)

    def logs(self) -> str:
        """What the processes wrote, all of their lives."""
        return "\n".join(path.read_text() for path in sorted(self.folder.glob("*.log")))

    def _start(self, name: str) -> None:
        arguments = ["serve", "--no-worker"] if name == WEB else ["worker"]
        environment = {
            "CHARTSIDE_MODE": "demo",
            "CHARTSIDE_DATA_DIR": str(self.settings.data_dir),
            "CHARTSIDE_LISTEN_PORT": str(self.port),
            "CHARTSIDE_HOLD_SECONDS": str(self.settings.hold_seconds),
        }
        if name in WORKERS:
            environment["CHARTSIDE_WORKER_NAME"] = name
        log = self._log(name)
        if log.exists():
            log.rename(log.with_suffix(f".{time.monotonic_ns()}.log"))
        process = _forks.Process(target=live, args=(arguments, environment, str(log)), name=name)
        process.start()
        log.touch(exist_ok=True)
        self._processes[name] = process

    def _restart_fallen(self) -> None:
        with self._change:
            for name, process in list(self._processes.items()):
                if not process.is_alive():
                    self.ended_alone.append((name, process.exitcode))
                    self._start(name)

    def _log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def _postmaster(self) -> int:
        return int((self.server.folder / "postmaster.pid").read_text().split()[0])


@contextmanager
def installation() -> Iterator[Installation]:
    """A fresh one in a short folder, within reach of the server's user; cleared up at the end."""
    temporary = Path(tempfile.gettempdir()).resolve()
    _clear_leftovers(temporary)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=temporary))
    folder.chmod(0o711)
    in_use = FileLock(folder / _LOCK)
    in_use.take_shared()
    made = Installation(folder)
    try:
        yield made
    finally:
        made.clear_up()
        shutil.rmtree(folder, ignore_errors=True)
        in_use.release()


def _clear_leftovers(temporary: Path) -> None:
    """Stop and remove what a campaign that was itself killed left running."""
    for folder in temporary.glob(f"{_PREFIX}*"):
        lock = FileLock(folder / _LOCK)
        # Only a campaign's own folder has the file, and nobody holds it once that campaign has ended.
        if not os.access(lock.path, os.W_OK) or not lock.try_exclusive():
            continue
        EmbeddedServer(folder / "data").stop(though_used=True)
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
