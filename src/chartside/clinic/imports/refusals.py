"""The rows that an import refused: kept, shown, downloaded, mended, brought again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from chartside.clinic.imports.fields import ReadRow
from chartside.clinic.rows import own
from chartside.clinic.sealing import open_rows, sealed_columns
from chartside.clinic.tables import ImportRowError
from chartside.interchange.tables import write_table
from chartside.kernel.errors import Problem
from chartside.kernel.ids import new_id
from chartside.platform.tenancy import Work


@dataclass(frozen=True)
class RefusedRow:
    """A row as it stood in the file, and why it was refused. Cells and messages are about a patient."""

    row: int
    line: int
    codes: tuple[str, ...]
    columns: tuple[str, ...]
    messages: tuple[str, ...]
    cells: dict[str, str]


def refuse(
    work: Work, run_id: UUID, row: ReadRow, problems: Sequence[Problem], headers: Mapping[str, str]
) -> None:
    """Keep a row aside. `headers` gives the file's header for a field of ours."""
    row_id = new_id()
    # Pairs, since the sealed form sorts the names of an object and the file has an order of its own.
    content = {"cells": list(row.cells.items()), "messages": [problem.message for problem in problems]}
    work.session.add(
        ImportRowError(
            org_id=work.org_id,
            id=row_id,
            run_id=run_id,
            row=row.number,
            line=row.line,
            codes=[problem.code for problem in problems],
            columns=[headers.get(problem.path, problem.path) for problem in problems],
            **sealed_columns(work, "import_row_error", row_id, content),
        )
    )


def refused_rows(work: Work, import_id: UUID, most: int | None = None) -> list[RefusedRow]:
    """The rows that an import refused, in the order of the file."""
    rows = work.session.scalars(
        own(work, ImportRowError)
        .where(ImportRowError.run_id == import_id)
        .order_by(ImportRowError.row)
        .limit(most)
    ).all()
    opened = open_rows(work, "import_row_error", list(rows))
    return [
        RefusedRow(
            row.row,
            row.line,
            tuple(row.codes),
            tuple(row.columns),
            tuple(content["messages"]),
            dict(content["cells"]),
        )
        for row, content in zip(rows, opened, strict=True)
    ]


def refused_rows_csv(work: Work, import_id: UUID) -> bytes:
    """The refused rows under the file's own headers, with line and problem in front, to be mended.

    The download is written into the audit chain, since the rows are about patients.
    """
    rows = refused_rows(work, import_id)
    headers = list(dict.fromkeys(header for row in rows for header in row.cells))
    work.audit("import.refused_rows_downloaded", "import_run", import_id, rows=len(rows))
    return write_table(
        ["Line", "Problem", *headers],
        (
            [str(row.line), " ".join(row.messages), *(row.cells.get(header, "") for header in headers)]
            for row in rows
        ),
    )
