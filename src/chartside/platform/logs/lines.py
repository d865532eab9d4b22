"""From a log record to one safe line, and how a record learns whether its message is a constant."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

from chartside.platform.logs.failures import describe, place
from chartside.platform.logs.logger import EVENT, FIELDS

TEMPLATE = "chartside_template"
_DEEPEST = 16


class SafeRecord(logging.LogRecord):
    """Remembers the message template if, and only if, it is a constant of the function that logged.

    A message that was put together at run time (an f-string, a joined text) may hold anything: not kept.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.chartside_template = self.msg if self._is_constant() else None

    def _is_constant(self) -> bool:
        if not isinstance(self.msg, str):
            return False
        # inspect.stack would read source files, far too slow for every line.
        frame = sys._getframe(2)
        for _ in range(_DEEPEST):
            if frame.f_code.co_filename == self.pathname and frame.f_lineno == self.lineno:
                return self.msg in frame.f_code.co_consts
            if frame.f_back is None:
                return False
            frame = frame.f_back
        return False


def shape(record: logging.LogRecord) -> dict[str, Any]:
    """The JSON-shaped content of a line."""
    line: dict[str, Any] = {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name.removeprefix("chartside."),
    }
    event = getattr(record, EVENT, None)
    if event is not None:
        line |= {"event": event, **getattr(record, FIELDS, {})}
    else:
        line |= {"event": "library.message", "from": place(record.pathname, record.lineno)}
        if getattr(record, TEMPLATE, None):
            line["template"] = record.msg
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        line["error"] = describe(error)
    return line


class JsonLines(logging.Formatter):
    """One JSON object per line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON."""
        return json.dumps(shape(record), separators=(",", ":"))


class TerminalLines(logging.Formatter):
    """The same content for a person at a terminal."""

    _COLOURS = {"warning": "\x1b[33m", "error": "\x1b[31m", "critical": "\x1b[31m"}  # noqa: RUF012

    def format(self, record: logging.LogRecord) -> str:
        """The record as `12:03:11 info event  name=value`."""
        line = shape(record)
        at, level = line.pop("at")[11:19], line.pop("level")
        logger, event, error = line.pop("logger"), line.pop("event"), line.pop("error", None)
        fields = " ".join(f"{name}={value}" for name, value in line.items())
        text = f"{self._COLOURS.get(level, '')}{at} {level:<7}\x1b[0m {logger}: {event}  {fields}".rstrip()
        while error is not None:
            text += f"\n    {error['type']}" + "".join(f"\n      {where}" for where in error["at"])
            error = error.get("cause")
        return text
