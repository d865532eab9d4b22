"""What an import needs to know about a kind of file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from chartside.clinic.imports.context import ImportContext
from chartside.clinic.imports.fields import Field, ReadRow
from chartside.interchange.tables import Column
from chartside.kernel.errors import Problem

Outcome = str | tuple[Problem, ...]
"""`created`, `updated`, `unchanged`, or the problems for which the row is refused."""


@dataclass(frozen=True)
class ImportKind:
    """A kind of file.

    Attributes:
        name: as it is stored, `patients`.
        title: as a person reads it.
        fields: what it can hold.
        check: what must agree between a row's values.
        resolve: what else is wrong with rows, seen against the record; changes nothing.
        write: brings rows that can be read into the record; one outcome each, in order.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    check: Callable[[dict[str, Any]], Sequence[Problem]]
    resolve: Callable[[ImportContext, Sequence[ReadRow]], list[tuple[Problem, ...]]]
    write: Callable[[ImportContext, Sequence[ReadRow]], list[Outcome]]

    @property
    def columns(self) -> tuple[Column, ...]:
        """For the mapping of headers."""
        return tuple(known.column for known in self.fields)
