"""A file's rows as typed values of one kind."""

from collections.abc import Iterator
from dataclasses import replace

from chartside.clinic.imports.fields import HowToRead, ReadRow, read_values
from chartside.clinic.imports.kinds.kind import ImportKind
from chartside.clinic.imports.readers import DATE_READERS
from chartside.interchange.tables import Mapping, Row, read_table
from chartside.interchange.tables.dates import DateOrder, guess_order
from chartside.kernel.errors import Problem


def rows_of(data: bytes, kind: ImportKind, mapping: Mapping, how: HowToRead) -> Iterator[ReadRow]:
    """Each row of the file, in order, read as far as it can be."""
    for row in read_table(data).rows():
        yield read_row(row, kind, mapping, how)


def read_row(row: Row, kind: ImportKind, mapping: Mapping, how: HowToRead) -> ReadRow:
    """One row. A ragged row's cells may be shifted, so its values are not even read."""
    if row.problems:
        cells = dict(row.cells) | {
            f"beyond the last column ({i})": cell for i, cell in enumerate(row.extra, start=1)
        }
        return ReadRow(row.number, row.line, cells, {}, row.problems, row.notes)
    values, problems, notes = read_values(mapping.pick(row.cells), kind.fields, how)
    if not problems:
        problems = tuple(kind.check(values))
    return ReadRow(row.number, row.line, row.cells, values, problems, (*row.notes, *notes))


def settle_date_order(data: bytes, kind: ImportKind, mapping: Mapping) -> tuple[Mapping, tuple[Problem, ...]]:
    """The mapping with an order of dates: its own, else the one that the file proves, else month first.

    The last is a guess and comes with a problem that says so, when the file holds dates it matters for.
    """
    if mapping.date_order:
        return mapping, ()
    columns = [
        mapping.columns[known.name]
        for known in kind.fields
        if known.read in DATE_READERS and known.name in mapping.columns
    ]
    cells = [row.cells[column] for row in read_table(data).rows() if not row.problems for column in columns]
    proved = guess_order(cells)
    if proved:
        return replace(mapping, date_order=proved), ()
    settled = replace(mapping, date_order=DateOrder.MONTH_FIRST)
    if not any("/" in cell for cell in cells):
        return settled, ()
    message = (
        "No date in this file shows whether the month or the day stands first; they were read month first."
    )
    return settled, (Problem("date_order_assumed", message),)
