"""Seals a row's content anew, and destroys the key of what it held before."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from chartside.platform.crypto import Sealed
from chartside.platform.tenancy import Work


def sealed_columns(work: Work, table: str, row_id: UUID, value: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """The two columns of a new row whose sealed content is `value`."""
    sealed = work.vault.seal_json(work, table, row_id, value)
    return {"key_id": sealed.key_id, "sealed": sealed.data}


def reseal(work: Work, table: str, row_id: UUID, old_key_id: UUID, value: Any) -> dict[str, Any]:  # noqa: ANN401
    """The two columns of a changed row. The old key is destroyed: what stood there is gone for good."""
    columns = sealed_columns(work, table, row_id, value)
    forget(work, [old_key_id])
    return columns


def forget(work: Work, key_ids: Iterable[UUID]) -> None:
    """Destroy the keys of rows that are removed."""
    work.vault.forget(work, key_ids)


def open_rows(work: Work, table: str, rows: list[Any]) -> list[Any]:
    """The opened JSON content of rows, in their order."""
    return work.vault.open_many_json(work, table, [(row.id, Sealed(row.key_id, row.sealed)) for row in rows])
