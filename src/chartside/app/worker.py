"""`chartside worker`: background jobs in a process of their own."""

import signal
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from threading import Event
from types import FrameType

from chartside.app.house import open_house
from chartside.app.patience import patiently
from chartside.kernel.commands import Command, PlainCommand
from chartside.platform.logs import configure_logs
from chartside.platform.settings import Settings


def commands() -> Sequence[Command]:
    """`chartside worker`."""
    return [PlainCommand("", "run background jobs", _arguments, _work)]


def _arguments(_parser: ArgumentParser) -> None:
    """It has none: everything is a setting."""


def _work(_given: Namespace) -> int:
    configure_logs()
    stop = Event()

    def leave(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, leave)
    with open_house(Settings()) as house:
        worker = house.worker()
        patiently(house.settings, worker.start)
        print(f"READY worker {worker.name}", flush=True)
        stop.wait()
        worker.stop()
    return 0
