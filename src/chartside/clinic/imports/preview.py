"""What an import would do, before it does anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from chartside.clinic.imports.context import ImportContext
from chartside.clinic.imports.fields import HowToRead, ReadRow
from chartside.clinic.imports.kinds import KINDS, ImportKind
from chartside.clinic.imports.reading import read_row, settle_date_order
from chartside.clinic.rows import today
from chartside.clinic.staff import Directory
from chartside.interchange.tables import Mapping, Profile, guess_mapping, read_table
from chartside.kernel.errors import Problem
from chartside.platform.tenancy import Work

SHOWN = 20


@dataclass(frozen=True)
class PreviewRow:
    """A row as it was understood. `problems` would refuse it, `notes` are for a person's eye."""

    number: int
    line: int
    cells: dict[str, str]
    values: dict[str, Any]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


@dataclass(frozen=True)
class Preview:
    """The first rows of a file under a mapping.

    Attributes:
        headers: of the file; `unused` are those that nothing reads.
        mapping: the one that was handed in, or the guess; with its date order settled.
        problems: of the file and of the mapping; `blocks` says that the import cannot start with them.
        total: rows in the file.
    """

    kind: str
    headers: tuple[str, ...]
    unused: tuple[str, ...]
    mapping: Mapping
    problems: tuple[Problem, ...]
    blocks: bool
    rows: tuple[PreviewRow, ...]
    total: int


def preview_import(
    work: Work,
    data: bytes,
    kind: str,
    mapping: Mapping | None = None,
    *,
    source: str,
    profile: Profile | None = None,
) -> Preview:
    """The first twenty rows with values and problems; changes nothing.

    Args:
        work: the unit of work.
        data: the file.
        kind: a key of `KINDS`.
        mapping: a person's choice; without one the headers are guessed, with the profile's help.
        source: which system's ids the file holds, such as `webpt`.
        profile: what is known about that system's exports.
    """
    chosen, table = KINDS[kind], read_table(data)
    mapping = mapping or guess_mapping(table.headers, chosen.columns, kind, profile)
    mapping, doubts = settle_date_order(data, chosen, mapping)
    how = HowToRead(mapping.date_order, today(work))
    stream = table.rows()
    first = [read_row(row, chosen, mapping, how) for row in islice(stream, SHOWN)]
    total = len(first) + sum(1 for _ in stream)
    missing = mapping.problems(table.headers, chosen.columns)
    return Preview(
        kind=kind,
        headers=table.headers,
        unused=mapping.unused(table.headers),
        mapping=mapping,
        problems=(*table.problems, *missing, *doubts),
        blocks=bool(missing) or not table.headers,
        rows=tuple(_rows(ImportContext(work, Directory(work), source, announces=False), chosen, first)),
        total=total,
    )


def _rows(context: ImportContext, kind: ImportKind, rows: Sequence[ReadRow]) -> list[PreviewRow]:
    readable = [row for row in rows if not row.problems]
    found = {
        row.number: problems for row, problems in zip(readable, kind.resolve(context, readable), strict=True)
    }
    return [
        PreviewRow(
            row.number,
            row.line,
            dict(row.cells),
            row.values,
            row.problems or found.get(row.number, ()),
            row.notes,
        )
        for row in rows
    ]
