"""Imports of a system's files, and the rows they refused."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from chartside.platform.database.base import Base, Identified, SealedColumns


class ImportRun(Identified, SealedColumns, Base):
    """One file being brought in; the file itself is sealed.

    At every moment `created + updated + unchanged + refused = done <= total`. `announces` is false for
    history that was brought in before the clinic began to work here: its visits raise no events.
    """

    __tablename__ = "import_run"
    __table_args__ = (
        ForeignKeyConstraint(["org_id"], ["organisation.org_id"]),
        Index("ix_import_run_created", "org_id", "created_at"),
    )

    kind: Mapped[str]
    source: Mapped[str]
    mapping: Mapped[dict[str, Any]]
    sha256: Mapped[str]
    problems: Mapped[list[Any]]
    announces: Mapped[bool]
    total: Mapped[int]
    done: Mapped[int]
    created: Mapped[int]
    updated: Mapped[int]
    unchanged: Mapped[int]
    refused: Mapped[int]
    status: Mapped[str]
    started_by: Mapped[str]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class ImportRowError(Identified, SealedColumns, Base):
    """A refused row, its cells and messages sealed. `codes` and `columns` say what and where, without PHI."""

    __tablename__ = "import_row_error"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "run_id"], ["import_run.org_id", "import_run.id"]),
        UniqueConstraint("org_id", "run_id", "row"),
    )

    run_id: Mapped[UUID]
    row: Mapped[int]
    line: Mapped[int]
    codes: Mapped[list[str]]
    columns: Mapped[list[str]]
