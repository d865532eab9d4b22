"""The wrapped data keys."""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from chartside.platform.database.base import Base, Identified


class DataKey(Identified, Base):
    """The key of one sealed row, wrapped under the master key that `master_key_id` names."""

    __tablename__ = "data_key"
    __table_args__ = (
        ForeignKeyConstraint(["org_id"], ["organisation.org_id"]),
        Index("ix_data_key_org_id_master_key_id", "org_id", "master_key_id"),
    )

    master_key_id: Mapped[str]
    wrapped: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
