"""Visits and their charges."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from chartside.platform.database.base import Base, Identified


class Visit(Identified, Base):
    """One appointment and what became of it; `source_id` is its id in the system it came from.

    Visits of one group share `group_id`; a patient's visits that two disciplines treat together share
    `co_treatment_id`. `note_signed_at` is when its note was signed, here or in that system; `None` while it
    waits.
    """

    __tablename__ = "visit"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "patient_id"], ["patient.org_id", "patient.id"]),
        ForeignKeyConstraint(["org_id", "coverage_id"], ["coverage.org_id", "coverage.id"]),
        ForeignKeyConstraint(["org_id", "provider_id"], ["staff.org_id", "staff.id"]),
        ForeignKeyConstraint(["org_id", "location_id"], ["location.org_id", "location.id"]),
        UniqueConstraint("org_id", "source", "source_id"),
        Index("ix_visit_patient", "org_id", "patient_id", "starts_at"),
        Index("ix_visit_provider", "org_id", "provider_id", "starts_at"),
        Index("ix_visit_location", "org_id", "location_id", "starts_at"),
        Index("ix_visit_group", "org_id", "group_id"),
    )

    patient_id: Mapped[UUID]
    coverage_id: Mapped[UUID | None]
    provider_id: Mapped[UUID]
    location_id: Mapped[UUID]
    kind: Mapped[str]
    discipline: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    status: Mapped[str]
    group_id: Mapped[str | None]
    co_treatment_id: Mapped[str | None]
    note_signed_at: Mapped[datetime | None]
    source: Mapped[str]
    source_id: Mapped[str]
    fingerprint: Mapped[bytes | None]


class Charge(Identified, Base):
    """What a visit is charged: `lines` of code, units, modifiers and minutes."""

    __tablename__ = "charge"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "visit_id"], ["visit.org_id", "visit.id"]),
        UniqueConstraint("org_id", "visit_id"),
    )

    visit_id: Mapped[UUID]
    lines: Mapped[list[Any]]
    status: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(server_default=func.now())
