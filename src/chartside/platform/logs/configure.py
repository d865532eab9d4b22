"""Put the safe log in charge of everything the process writes about itself."""

import logging
import sys
import threading
from types import TracebackType
from typing import TextIO

from chartside.platform.logs.lines import JsonLines, SafeRecord, TerminalLines
from chartside.platform.logs.logger import get_logger

# Libraries that bring their own handler unless one is there already, with the least level worth keeping.
_OWN_HANDLERS = {"dbos": logging.WARNING, "uvicorn": logging.WARNING, "alembic": logging.WARNING}


def configure_logs(level: int = logging.INFO, stream: TextIO | None = None) -> None:
    """Send every log record, warning and uncaught exception of this process through the safe log.

    Calling it again replaces the earlier set-up. `stream` defaults to standard error.
    """
    target = stream or sys.stderr
    handler = logging.StreamHandler(target)
    handler.setFormatter(TerminalLines() if target.isatty() else JsonLines())
    logging.setLogRecordFactory(SafeRecord)
    # A failure to write a line would otherwise print the arguments of that line.
    logging.raiseExceptions = False
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("chartside").setLevel(level)
    for name, least in _OWN_HANDLERS.items():
        library = logging.getLogger(name)
        library.handlers[:] = [handler]
        library.propagate = False
        library.setLevel(least)
    # The access log of uvicorn prints whole addresses with their query; AccessLog takes its place.
    logging.getLogger("uvicorn.access").disabled = True
    logging.captureWarnings(capture=True)
    _catch_uncaught()


def _catch_uncaught() -> None:
    log = get_logger("process")

    def main_thread(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, KeyboardInterrupt(), None)
            return
        log.failure("process.uncaught", error=error.with_traceback(trace))

    def other_thread(args: threading.ExceptHookArgs) -> None:
        log.failure("process.uncaught_in_thread", error=args.exc_value)

    def unraisable(args: object) -> None:
        log.failure("process.unraisable", error=getattr(args, "exc_value", None))

    sys.excepthook = main_thread
    threading.excepthook = other_thread
    sys.unraisablehook = unraisable
