"""What the organisation lays over the shipped packs."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chartside.platform.database.base import Base, Identified


class Overlay(Identified, Base):
    """One version of one entry of a pack. Rows are added, never changed: `version` counts up per key.

    `value` is `None` when the entry was taken back. `owner` answers for it; `approved_by` confirmed the
    source.
    """

    __tablename__ = "overlay"
    __table_args__ = (
        ForeignKeyConstraint(["org_id"], ["organisation.org_id"]),
        UniqueConstraint("org_id", "pack", "key", "version"),
    )

    pack: Mapped[str]
    key: Mapped[str]
    value: Mapped[Any] = mapped_column(JSONB(none_as_null=True), nullable=True)
    effective_from: Mapped[date | None]
    effective_to: Mapped[date | None]
    source: Mapped[str]
    confidence: Mapped[str]
    owner: Mapped[str]
    approved_by: Mapped[str | None]
    version: Mapped[int]
    created_at: Mapped[datetime]
