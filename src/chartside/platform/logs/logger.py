"""The logger that areas use."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Unpack

from chartside.platform.logs.fields import Fields, Scalar, admit

EVENT = "chartside_event"
FIELDS = "chartside_fields"

_EVENT_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+){1,4}")
_context: ContextVar[dict[str, Scalar] | None] = ContextVar("log_context", default=None)


class EventLogger:
    """Writes events with allow-listed fields; there is no way to write free text."""

    def __init__(self, name: str) -> None:
        self._logger = logging.getLogger(f"chartside.{name}")

    def debug(self, event: str, **fields: Unpack[Fields]) -> None:
        """Something only a developer looks for."""
        self._write(logging.DEBUG, event, fields, None)

    def info(self, event: str, **fields: Unpack[Fields]) -> None:
        """Something that happened as it should."""
        self._write(logging.INFO, event, fields, None)

    def warning(self, event: str, error: BaseException | None = None, **fields: Unpack[Fields]) -> None:
        """Something that mended itself or will be tried again."""
        self._write(logging.WARNING, event, fields, error)

    def failure(self, event: str, error: BaseException | None = None, **fields: Unpack[Fields]) -> None:
        """Something that a person must look at."""
        self._write(logging.ERROR, event, fields, error)

    def _write(self, level: int, event: str, fields: Fields, error: BaseException | None) -> None:
        if not self._logger.isEnabledFor(level):
            return
        name = event if _EVENT_NAME.fullmatch(event) else "event.unnamed"
        admitted = (_context.get() or {}) | admit(fields)
        self._logger.log(level, "event", exc_info=error, extra={EVENT: name, FIELDS: admitted})


def get_logger(name: str) -> EventLogger:
    """The logger of an area: `get_logger("review")`."""
    return EventLogger(name)


@contextmanager
def log_context(**fields: Unpack[Fields]) -> Iterator[None]:
    """Add `fields` to every line written inside the block, in this thread or task."""
    token = _context.set((_context.get() or {}) | admit(fields))
    try:
        yield
    finally:
        _context.reset(token)
