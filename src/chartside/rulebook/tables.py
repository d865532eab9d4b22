"""Tables of a pack: rows with their source, dates and confidence."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from importlib.resources.abc import Traversable
from io import StringIO
from typing import Any

from chartside.kernel.dates import DateRange
from chartside.kernel.findings import Citation, Confidence


class TableKind(StrEnum):
    """How a table's rows age."""

    REFERENCE = "reference"
    """Rows hold until they are corrected; a row may carry dates of its own."""
    DATED = "dated"
    """Each row says from when until when it holds; outside these dates it says nothing."""
    SNAPSHOT = "snapshot"
    """The state of one day; it judges later days with less confidence."""


@dataclass(frozen=True)
class Row:
    """One line of a table. Read a column with `row["code"]`; an empty cell is an empty string.

    Attributes:
        values: the cells by column name.
        overlay: who answers for the row when a clinic added it, else None.
    """

    values: Mapping[str, str]
    overlay: str | None = None

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def get(self, column: str, default: str = "") -> str:
        """The cell of `column`, or `default` when the table has no such column."""
        return self.values.get(column, default)

    def listed(self, column: str) -> tuple[str, ...]:
        """The parts of a cell that holds a `;` list, without empty ones."""
        return tuple(part.strip() for part in self.get(column).split(";") if part.strip())

    @cached_property
    def effective(self) -> DateRange:
        """From when until when the row holds, both inclusive; an open side is None."""
        return DateRange(_read_date(self.get("effective_from")), _read_date(self.get("effective_to")))

    @property
    def confidence(self) -> Confidence:
        """How sure we are of the row; a row that says nothing is unverified."""
        return Confidence(self.get("confidence") or Confidence.UNVERIFIED)

    def citation(self, confidence: Confidence | None = None) -> Citation:
        """The row's source as a finding cites it; `confidence` replaces the row's own."""
        return Citation(
            title=self.get("source"),
            url=self.get("source_url") or self.get("url"),
            effective_from=self.effective.start,
            confidence=confidence or self.confidence,
        )


@dataclass(frozen=True)
class Judging:
    """With what authority a table judges a day.

    Attributes:
        as_of: the day of the snapshot, when an older snapshot judges a newer day; goes on the finding
            as `table_as_of`.
    """

    as_of: date | None

    def confidence(self, of_row: Confidence) -> Confidence:
        """A row's confidence, one step down when an older snapshot judges."""
        return of_row.one_step_down() if self.as_of else of_row


@dataclass(frozen=True)
class Table:
    """A table of a pack, immutable. Rows of a clinic's overlay stand before the shipped ones.

    Attributes:
        key: the columns that name a row; several rows of one key differ in their dates.
        as_of: the day a snapshot shows.
        checked_on: when a person last compared the table with its publisher.
        notes: publisher and rhythm of change, for people.
    """

    name: str
    title: str
    kind: TableKind
    key: tuple[str, ...]
    rows: tuple[Row, ...]
    as_of: date | None = None
    checked_on: date | None = None
    notes: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _by_key(self) -> Mapping[tuple[str, ...], tuple[Row, ...]]:
        index: dict[tuple[str, ...], list[Row]] = {}
        for row in self.rows:
            index.setdefault(tuple(row.get(column) for column in self.key), []).append(row)
        return {key: tuple(rows) for key, rows in index.items()}

    def history(self, *key: str) -> tuple[Row, ...]:
        """Every row with this key, whatever its dates; the first one that fits a day wins."""
        return self._by_key.get(key, ())

    def get(self, *key: str, on: date | None = None) -> Row | None:
        """The row with this key that holds `on` that day (any day when not given), or None."""
        return next((row for row in self.history(*key) if on is None or on in row.effective), None)

    def where(self, on: date | None = None, **cells: str) -> Iterator[Row]:
        """The rows whose cells equal those given and that hold `on` that day."""
        for row in self.rows:
            if all(row.get(column) == value for column, value in cells.items()) and (
                on is None or on in row.effective
            ):
                yield row

    def judging(self, day: date) -> Judging:
        """With what authority the table judges `day`: a snapshot judges later days, and says so."""
        if self.kind is TableKind.SNAPSHOT and self.as_of and day > self.as_of:
            return Judging(as_of=self.as_of)
        return Judging(as_of=None)


def read_table(name: str, described: Mapping[str, Any], folder: Traversable) -> Table:
    """Read one CSV table as its manifest entry describes it.

    Raises:
        ValueError: the manifest or the file does not hold together; the message names the table.
    """
    text = folder.joinpath(described["file"]).read_text(encoding="utf-8")
    reader = csv.DictReader(StringIO(text), strict=True)
    columns = reader.fieldnames or []
    key = tuple(described["key"])
    missing = [column for column in (*key, "source", "confidence") if column not in columns]
    if missing:
        raise ValueError(f"table {name}: no column {', '.join(missing)}")
    kind = TableKind(described["kind"])
    if kind is TableKind.SNAPSHOT and not described.get("as_of"):
        raise ValueError(f"table {name}: a snapshot says of which day it is (as_of)")
    return Table(
        name=name,
        title=described["title"],
        kind=kind,
        key=key,
        rows=tuple(Row(cells) for cells in reader),
        as_of=described.get("as_of"),
        checked_on=described["checked_on"],
        notes={word: str(described[word]) for word in ("publisher", "changes") if word in described},
    )


def _read_date(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None
