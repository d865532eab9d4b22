"""What the door needs from whoever finds identifiers: spans of a text. The detector fills this port."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol


class Found(Protocol):
    """One identifier: characters `start` to `end` of the text, and what sort it is (`NAME`, `PHONE`)."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def type(self) -> str: ...  # noqa: D102


Finder = Callable[[str], Iterable[Found]]
"""Gives the identifiers of one text."""

ChartShape = Mapping[str, Any]
"""What is known of one patient, in the open shape of the command contract (`first`, `guardians`)."""


@dataclass(frozen=True)
class Finders:
    """The two scans of one chart's texts.

    Attributes:
        first: finds what placeholders replace.
        second: looks again, independently, at what is about to leave.
    """

    first: Finder
    second: Finder


class Scanner(Protocol):
    """Gives the finders for one chart; `clinic` is the clinic's own contact data, which is no identifier."""

    def __call__(self, chart: ChartShape, clinic: ChartShape | None = None) -> Finders: ...  # noqa: D102
