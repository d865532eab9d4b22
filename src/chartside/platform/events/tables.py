"""The facts that happened."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from chartside.platform.database.base import Base, Identified


class Event(Identified, Base):
    """One fact, such as `visit.completed`, about one subject. `at` is the product's clock."""

    __tablename__ = "event"
    __table_args__ = (
        ForeignKeyConstraint(["org_id"], ["organisation.org_id"]),
        Index("ix_event_subject", "org_id", "subject_type", "subject_id"),
        Index("ix_event_name", "org_id", "name", "recorded_at"),
    )

    name: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[UUID]
    detail: Mapped[dict[str, Any]]
    actor_name: Mapped[str]
    at: Mapped[datetime]
    recorded_at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
