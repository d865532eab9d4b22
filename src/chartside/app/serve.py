"""`chartside serve`: the web application, with a worker beside it unless one runs elsewhere."""

import signal
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from chartside.app.house import House, open_house
from chartside.app.pages import web_application
from chartside.app.patience import patiently
from chartside.kernel.commands import Command, PlainCommand
from chartside.platform.identity.first_run import offer_first_run
from chartside.platform.identity.policy import Policy
from chartside.platform.logs import configure_logs
from chartside.platform.settings import Settings

GRACE_SECONDS = 5


def commands() -> Sequence[Command]:
    """`chartside serve`."""
    return [PlainCommand("", "run the web application", _arguments, _serve)]


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--no-worker", action="store_true", help="background jobs run in `chartside worker`")


def _serve(given: Namespace) -> int:
    configure_logs()
    leave_when_asked()
    settings = Settings()
    with open_house(settings) as house:
        link = patiently(settings, lambda: offer_first_run(house.database, Policy.of(settings)))
        if link is not None:
            print(f"First run: open {settings.public_url}/first-run/{link.text} within 24 hours.", flush=True)
        ready = _say_ready(settings)
        run(web_application(house), house, ready=ready, with_worker=not given.no_worker)
    return 0


def leave_when_asked() -> None:
    """Let SIGTERM end this process by way of everything that is to be stopped: worker, database server.

    Uvicorn ends its own work on the signal and then sends it again, which would end the process at once.
    """
    signal.signal(signal.SIGTERM, lambda _signal, _frame: sys.exit(0))


def _say_ready(settings: Settings) -> Callable[[], None]:
    return lambda: print(f"READY {settings.public_url}", flush=True)


def run(app: FastAPI, house: House, *, ready: Callable[[], None], with_worker: bool) -> None:
    """Serve until interrupted. `ready` is called once the address answers."""
    settings = house.settings
    config = uvicorn.Config(
        app,
        host=settings.listen_host,
        port=settings.listen_port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=settings.behind_tls_proxy,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    server = _Announcing(config, ready)
    with _working(house) if with_worker else _idle():
        server.run()


class _Announcing(uvicorn.Server):
    """Says so once it listens."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await super().startup(sockets)  # type: ignore[arg-type]
        if self.started:
            self._ready()


@contextmanager
def _working(house: House) -> Iterator[None]:
    worker = house.worker()
    patiently(house.settings, worker.start)
    try:
        yield
    finally:
        worker.stop()


@contextmanager
def _idle() -> Iterator[None]:
    yield
