"""An exception as its type and places in the code: no message, no variables."""

from pathlib import PurePath
from types import TracebackType
from typing import Any

_MOST_FRAMES = 12
_MOST_CAUSES = 3


def type_name(error: BaseException | type[BaseException]) -> str:
    """The full name of an exception's type, as `module.Name`."""
    kind = error if isinstance(error, type) else type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def place(path: str, line: int) -> str:
    """`package/file.py:line`, without the folders of the machine."""
    parts = PurePath(path).parts
    for anchor in ("site-packages", "src", "lib"):
        if anchor in parts:
            parts = parts[len(parts) - parts[::-1].index(anchor) :]
            break
    return f"{'/'.join(parts[-4:])}:{line}"


def frames(trace: TracebackType | None) -> list[str]:
    """The innermost places of a traceback, outermost of them first."""
    places = []
    while trace is not None:
        places.append(place(trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    return places[-_MOST_FRAMES:]


def describe(error: BaseException, depth: int = 0) -> dict[str, Any]:
    """JSON-shaped `{type, at, cause}` of an exception."""
    shape: dict[str, Any] = {"type": type_name(error), "at": frames(error.__traceback__)}
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None and depth < _MOST_CAUSES:
        shape["cause"] = describe(cause, depth + 1)
    if isinstance(error, BaseExceptionGroup) and depth < _MOST_CAUSES:
        shape["parts"] = [describe(part, depth + 1) for part in error.exceptions[:_MOST_CAUSES]]
    return shape
