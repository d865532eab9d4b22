"""Which header of a file is which field of ours."""

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field
from typing import Any

from chartside.interchange.tables.dates import DateOrder
from chartside.interchange.tables.headers import fold_header
from chartside.kernel.errors import Problem


@dataclass(frozen=True)
class Column:
    """A field we can take: its name, the words a person reads, and the headers it is known by."""

    name: str
    title: str
    known_as: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class Profile:
    """What is known about one system's exports.

    Attributes:
        headers: for each kind of file, our field name to that system's headers.
        date_order: how it writes dates in numbers; `None` when that is not known.
        known: what was seen, and where. `unknown`: what has to be checked with the clinic's own export.
        confidence: `verified`, `single-source` or `unverified`.
    """

    name: str
    title: str
    headers: MappingType[str, MappingType[str, tuple[str, ...]]] = field(default_factory=dict)
    date_order: DateOrder | None = None
    known: str = ""
    unknown: str = ""
    confidence: str = "unverified"
    checked_on: str = ""


@dataclass(frozen=True)
class Mapping:
    """Our field names to the headers of one file.

    Attributes:
        columns: field name to header.
        date_order: how dates in numbers are read; `None` leaves `ambiguous_date` on each.
        profile: the profile that told it, or empty for a guess by names alone.
    """

    columns: MappingType[str, str]
    date_order: DateOrder | None = None
    profile: str = ""

    def pick(self, cells: MappingType[str, str]) -> dict[str, str]:
        """One row's cells under our field names; a field that the file lacks is absent."""
        return {name: cells[header] for name, header in self.columns.items() if header in cells}

    def unused(self, headers: Iterable[str]) -> tuple[str, ...]:
        """The headers that nothing reads."""
        used = set(self.columns.values())
        return tuple(header for header in headers if header not in used)

    def problems(self, headers: Sequence[str], columns: Iterable[Column]) -> tuple[Problem, ...]:
        """What keeps this mapping from a file: required fields it lacks, headers that are not there."""
        absent = [
            Problem("field_not_mapped", f"No column gives the {column.title}.", column.name)
            for column in columns
            if column.required and column.name not in self.columns
        ]
        strange = [
            Problem("no_such_header", f"The file has no column {header!r}.", name)
            for name, header in self.columns.items()
            if header not in headers
        ]
        return (*absent, *strange)

    def as_json(self) -> dict[str, Any]:
        """The shape that is stored with an import."""
        return {"columns": dict(self.columns), "date_order": self.date_order, "profile": self.profile}

    @classmethod
    def from_json(cls, shape: MappingType[str, Any]) -> "Mapping":
        """The mapping that `as_json` gave."""
        order = shape.get("date_order")
        return cls(dict(shape["columns"]), DateOrder(order) if order else None, shape.get("profile", ""))


def guess_mapping(
    headers: Sequence[str], columns: Sequence[Column], kind: str = "", profile: Profile | None = None
) -> Mapping:
    """Match headers to fields: the profile's names first, then our own name, title and known names.

    A header serves one field, and a field takes the first header that fits: the same guess every time.
    """
    told = profile.headers.get(kind, {}) if profile else {}
    by_fold: dict[str, str] = {}
    for header in headers:
        by_fold.setdefault(fold_header(header), header)
    chosen: dict[str, str] = {}
    for names_of in (lambda column: told.get(column.name, ()), _own_names):
        for column in columns:
            if column.name in chosen:
                continue
            found = _first_free(names_of(column), by_fold, chosen)
            if found is not None:
                chosen[column.name] = found
    order = profile.date_order if profile else None
    return Mapping(chosen, order, profile.name if profile else "")


def _own_names(column: Column) -> tuple[str, ...]:
    return (column.name, column.title, *column.known_as)


def _first_free(names: Iterable[str], by_fold: dict[str, str], chosen: dict[str, str]) -> str | None:
    taken = set(chosen.values())
    for name in names:
        found = by_fold.get(fold_header(name))
        if found is not None and found not in taken:
            return found
    return None
