"""The fields of a kind of file, and one row read into typed values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from chartside.interchange.tables import Column, Reading
from chartside.interchange.tables.dates import DateOrder
from chartside.interchange.tables.reading import read_text
from chartside.kernel.errors import Problem


@dataclass(frozen=True)
class HowToRead:
    """What reading a cell depends on besides its text."""

    date_order: DateOrder | None
    today: date


Reader = Callable[[str, HowToRead], Reading[Any]]


def plain(read: Callable[[str], Reading[Any]]) -> Reader:
    """A reader that depends on the text alone."""
    return lambda text, _how: read(text)


@dataclass(frozen=True)
class Field:
    """One field of a kind of file: the headers it is known by, how it is read, whether a row needs it."""

    name: str
    title: str
    known_as: tuple[str, ...] = ()
    read: Reader = field(default=plain(read_text))
    required: bool = False

    @property
    def column(self) -> Column:
        """For the mapping of headers."""
        return Column(self.name, self.title, self.known_as, self.required)


@dataclass(frozen=True)
class ReadRow:
    """A row's values by field name; `None` is an empty cell, an absent name is a field that the file lacks.

    `problems` refuse the row; `notes` are doubts that a person may look at. Their path is the field's name.
    """

    number: int
    line: int
    cells: Mapping[str, str]
    values: dict[str, Any]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()

    def get(self, name: str) -> Any:  # noqa: ANN401 - each field has its own type
        """A value, or `None`."""
        return self.values.get(name)


def read_values(
    cells: Mapping[str, str], fields: Sequence[Field], how: HowToRead
) -> tuple[dict[str, Any], tuple[Problem, ...], tuple[Problem, ...]]:
    """Values, problems and notes of one row whose cells stand under our field names."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    notes: list[Problem] = []
    for known in fields:
        if known.name in cells:
            reading = known.read(cells[known.name], how)
            values[known.name] = reading.value
            if reading.problem:
                found = Problem(reading.problem.code, f"{known.title}: {reading.problem.message}", known.name)
                (problems if reading.failed else notes).append(found)
                continue
        if known.required and values.get(known.name) is None:
            problems.append(Problem("missing", f"The {known.title} is missing.", known.name))
    return values, tuple(problems), tuple(notes)
