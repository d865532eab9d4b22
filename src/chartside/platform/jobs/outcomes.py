"""How an attempt ended, in words that may be stored: a type and a code, never a message."""

import re
from dataclasses import asdict, dataclass
from enum import StrEnum

from sqlalchemy.exc import InterfaceError, OperationalError

from chartside.kernel.errors import Temporary
from chartside.platform.logs import type_name

_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")

# The database went away, a lock was lost, or two transactions collided: nothing was committed.
_PASSING = (Temporary, OperationalError, InterfaceError, ConnectionError, TimeoutError)


class Ending(StrEnum):
    """How an attempt ended."""

    DONE = "done"
    AGAIN = "again"
    FAILED = "failed"


@dataclass(frozen=True)
class Outcome:
    """The stored result of an attempt.

    Attributes:
        type: full name of the exception's type; empty when it is done.
        code: the short code that the program gave the failure, when it gave one.
    """

    ending: Ending
    type: str = ""
    code: str = ""

    def as_json(self) -> dict[str, str]:
        """The stored shape."""
        return asdict(self)

    @classmethod
    def from_json(cls, shape: dict[str, str]) -> "Outcome":
        """Read the stored shape."""
        return cls(Ending(shape["ending"]), shape["type"], shape["code"])

    @classmethod
    def of(cls, error: Exception) -> "Outcome":
        """Judge an exception that a job raised."""
        code = getattr(error, "code", "")
        safe = code if isinstance(code, str) and _CODE.fullmatch(code) else ""
        return cls(Ending.AGAIN if isinstance(error, _PASSING) else Ending.FAILED, type_name(error), safe)


class JobFailed(Exception):  # noqa: N818 - what DBOS stores as the end of a failed job; reads as a fact
    """Ends a job as failed. Its text is the outcome's type and code only."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(f"{outcome.type} {outcome.code}".strip())
