"""What the doctor says about one thing."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """How one thing stands."""

    OK = "ok"
    NOTE = "note"
    """Works without it, or cannot be seen from here."""
    WARNING = "warning"
    FAILURE = "failure"
    """Required, and missing or unsafe."""


@dataclass(frozen=True)
class Answer:
    """One thing, how it stands, and how to mend it.

    Attributes:
        name: what was looked at, in words a person who installs software knows.
        says: what was found.
        remedy: what to do; empty when nothing is to be done.
    """

    name: str
    state: State
    says: str
    remedy: str = ""

    def as_json(self) -> dict[str, Any]:
        """The shape of `doctor --json`."""
        return asdict(self) | {"state": self.state.value}


def ok(name: str, says: str) -> Answer:
    """It stands well."""
    return Answer(name, State.OK, says)


def note(name: str, says: str, remedy: str = "") -> Answer:
    """It is optional, or cannot be seen."""
    return Answer(name, State.NOTE, says, remedy)


def warning(name: str, says: str, remedy: str) -> Answer:
    """It works today and should be mended."""
    return Answer(name, State.WARNING, says, remedy)


def failure(name: str, says: str, remedy: str) -> Answer:
    """It is required and missing."""
    return Answer(name, State.FAILURE, says, remedy)


def is_well(answers: Iterable[Answer]) -> bool:
    """Whether nothing required is missing."""
    return all(answer.state is not State.FAILURE for answer in answers)
