"""Rows of one table from rows of a file: made, changed or left alone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from chartside.clinic.imports.context import ImportContext
from chartside.kernel.ids import new_id


@dataclass(frozen=True)
class Known:
    """A row that is there: its id and by what the file's row was last known. `key_id` where it is sealed."""

    id: UUID
    fingerprint: bytes | None
    key_id: UUID | None = None


class Upsert:
    """Collects what becomes of a table and writes it in a few statements.

    A source id that stands twice in one file is made once and then changed, in the order of the file.
    """

    def __init__(self, context: ImportContext, table: Any, source_ids: set[str]) -> None:  # noqa: ANN401 - any table
        self._context = context
        self._table = table
        self._known = self._look_up(source_ids)
        self._inserts: dict[UUID, dict[str, Any]] = {}
        self._updates: dict[UUID, dict[str, Any]] = {}

    def put(
        self, source_id: str, fingerprint: bytes, columns: Callable[[Known], dict[str, Any]]
    ) -> tuple[str, UUID]:
        """What became of one row, and its id. `columns` is asked for what to write, if there is need."""
        known = self._known.get(source_id)
        if known and known.fingerprint == fingerprint:
            return "unchanged", known.id
        is_new = known is None
        known = known or Known(new_id(), None)
        written = columns(known) | {"fingerprint": fingerprint}
        self._known[source_id] = Known(known.id, fingerprint, written.get("key_id"))
        if is_new:
            own = {"org_id": self._context.org_id, "id": known.id}
            self._inserts[known.id] = own | {"source": self._context.source, "source_id": source_id} | written
        else:
            waiting = self._inserts.get(known.id)
            (waiting if waiting is not None else self._updates.setdefault(known.id, {})).update(written)
        return "created" if is_new else "updated", known.id

    def write(self) -> None:
        """Write everything that was put."""
        session, org_id = self._context.work.session, self._context.org_id
        if self._inserts:
            session.execute(insert(self._table), list(self._inserts.values()))
        for row_id, columns in self._updates.items():
            session.execute(
                update(self._table)
                .where(self._table.org_id == org_id, self._table.id == row_id)
                .values(**columns)
            )
        self._inserts, self._updates = {}, {}

    def _look_up(self, source_ids: set[str]) -> dict[str, Known]:
        table = self._table
        columns = [table.source_id, table.id, table.fingerprint]
        if hasattr(table, "key_id"):
            columns.append(table.key_id)
        rows = self._context.work.session.execute(
            select(*columns).where(
                table.org_id == self._context.org_id,
                table.source == self._context.source,
                table.source_id.in_(source_ids),
            )
        )
        return {source_id: Known(*rest) for source_id, *rest in rows}
