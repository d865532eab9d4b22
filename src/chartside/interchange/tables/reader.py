"""A CSV file as rows. No row is lost and none raises."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from chartside.interchange.tables.decoding import Decoded, decode
from chartside.interchange.tables.dialect import sniff_delimiter
from chartside.interchange.tables.headers import unique_headers
from chartside.interchange.tables.records import Record, records
from chartside.kernel.errors import Problem

LONGEST_CELL: Final = 20_000
"""Characters. No field of a chart export is longer; a longer cell is a lost quote or an attack."""

_SNIFFED_LINES = 50


@dataclass(frozen=True)
class Row:
    """One row of a table.

    Attributes:
        number: 1 for the first row below the header.
        line: the line of the file on which it starts, counting from 1.
        lines: how many lines it covers.
        cells: text by header, stripped of outer blanks.
        extra: cells beyond the last header.
        problems: why the row cannot be trusted; whoever imports refuses it.
        notes: what was repaired; the row can be used.
    """

    number: int
    line: int
    lines: int
    cells: dict[str, str]
    extra: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


@dataclass
class Table:
    """A file being read: its header at once, its rows as they are asked for, once.

    `problems` concern the file as a whole. `blank_lines` grows while rows are read.
    """

    encoding: str
    delimiter: str
    headers: tuple[str, ...]
    problems: tuple[Problem, ...]
    header_lines: int = 0
    blank_lines: int = 0
    _records: Iterator[Record] = field(default_factory=lambda: iter(()), repr=False)

    def rows(self) -> Iterator[Row]:
        """Each row in the order of the file. A second call goes on where the first stopped."""
        number = 0
        for record in self._records:
            if record.is_blank:
                self.blank_lines += record.lines
                continue
            number += 1
            yield _row(number, record, self.headers)


def read_table(data: bytes, delimiter: str | None = None) -> Table:
    """Open a CSV file; the separator is sniffed unless given. Never raises on the file's content."""
    decoded = decode(data)
    separator = delimiter or sniff_delimiter(list(islice(decode(data).lines, _SNIFFED_LINES)))
    return _table(decoded, separator)


def _table(decoded: Decoded, delimiter: str) -> Table:
    stream = records(decoded.lines, delimiter)
    blank = 0
    for record in stream:
        if record.is_blank:
            blank += record.lines
            continue
        headers, problems = unique_headers([_clean(cell) for cell in record.cells])
        found = (*decoded.problems, *record.problems, *problems)
        return Table(decoded.encoding, delimiter, headers, found, record.lines, blank, stream)
    empty = Problem("empty_file", "The file holds no rows.")
    return Table(decoded.encoding, delimiter, (), (*decoded.problems, empty), 0, blank)


def _row(number: int, record: Record, headers: tuple[str, ...]) -> Row:
    cells = [_clean(cell) for cell in record.cells]
    width = len(headers)
    extra = tuple(cells[width:]) if any(cells[width:]) else ()
    named = dict(zip(headers, cells + [""] * (width - len(cells)), strict=False))
    problems = (*record.problems, *_ragged(record, len(cells), width, extra), *_too_long(record, named))
    return Row(number, record.line, record.lines, named, extra, problems, _repairs(record))


def _ragged(record: Record, found: int, width: int, extra: tuple[str, ...]) -> tuple[Problem, ...]:
    where = f"line {record.line}"
    if extra:
        message = f"Line {record.line} has {found} cells for {width} columns; perhaps a comma inside a name."
        return (Problem("too_many_cells", message, where),)
    if found < width and not record.problems:
        return (
            Problem("too_few_cells", f"Line {record.line} has {found} cells for {width} columns.", where),
        )
    return ()


def _too_long(record: Record, named: dict[str, str]) -> tuple[Problem, ...]:
    return tuple(
        Problem("cell_too_long", f"Line {record.line}: the cell holds {len(cell):,} characters.", header)
        for header, cell in named.items()
        if len(cell) > LONGEST_CELL
    )


def _repairs(record: Record) -> tuple[Problem, ...]:
    if any("\0" in cell for cell in record.cells):
        message = f"Line {record.line} held NUL characters; they were removed."
        return (*record.notes, Problem("nul_removed", message, f"line {record.line}"))
    return record.notes


def _clean(cell: str) -> str:
    return cell.replace("\0", "").strip()


csv.field_size_limit(16 * 1024 * 1024)  # the module's own limit would raise in the middle of a file
