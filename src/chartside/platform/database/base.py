"""The declarative base of every table and the columns they share."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, LargeBinary, MetaData, Text, Uuid, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, UOWTransaction, mapped_column

from chartside.kernel.ids import new_id

NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


class Base(DeclarativeBase):
    """The base of every table: names of constraints, and how Python types become columns."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        str: Text(),
        bytes: LargeBinary(),
        datetime: DateTime(timezone=True),
        UUID: Uuid(),
        dict[str, Any]: JSONB(),
        list[Any]: JSONB(),
        list[str]: JSONB(),
    }


class OfOrganisation:
    """A row of one organisation: `org_id` first in the key. A session fills it in when it is left out."""

    org_id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-100)


class Identified(OfOrganisation):
    """A row of one organisation with an id of its own, made when it is left out."""

    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-99, default=new_id)

    def __init__(self, **columns: object) -> None:
        # The id is known before the row is written: other rows and sealed columns refer to it.
        columns.setdefault("id", new_id())
        super().__init__(**columns)


class SealedColumns:
    """The two columns of a row with encrypted content; see `platform.crypto.Vault`."""

    key_id: Mapped[UUID] = mapped_column(sort_order=900)
    sealed: Mapped[bytes] = mapped_column(sort_order=901)


def organisation_of(session: Session) -> UUID:
    """The organisation that this session's transaction is bound to.

    Raises:
        RuntimeError: the session was not opened by `Database.transaction`.
    """
    org_id = session.info.get("org_id")
    if not isinstance(org_id, UUID):
        raise RuntimeError(  # noqa: TRY004 - a missing binding, not a wrong type
            "this session belongs to no organisation; open it with Database.transaction"
        )
    return org_id


@event.listens_for(Session, "before_flush")
def _fill_in_organisation(session: Session, _context: UOWTransaction, _instances: object) -> None:
    for row in session.new:
        if isinstance(row, OfOrganisation) and row.__dict__.get("org_id") is None:
            row.org_id = organisation_of(session)
