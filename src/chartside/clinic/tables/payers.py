"""Who pays, and for whom."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chartside.platform.database.base import Base, Identified, SealedColumns


class Payer(Identified, Base):
    """A payer under the clinic's own name for it.

    `kind` is the name that rules are chosen by (`medicaid`); `unit_rule` overrides how that kind counts
    units.
    """

    __tablename__ = "payer"
    __table_args__ = (
        ForeignKeyConstraint(["org_id"], ["organisation.org_id"]),
        UniqueConstraint("org_id", "code"),
    )

    code: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    unit_rule: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)


class Coverage(Identified, SealedColumns, Base):
    """A patient's membership with a payer, its numbers sealed. `rank` 1 pays first.

    `starts` and `ends` are its first and last day; `None` is open. `member_key` is the blind index of the
    member id.
    """

    __tablename__ = "coverage"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "patient_id"], ["patient.org_id", "patient.id"]),
        ForeignKeyConstraint(["org_id", "payer_id"], ["payer.org_id", "payer.id"]),
        Index("ix_coverage_patient", "org_id", "patient_id", "rank"),
        Index("ix_coverage_payer", "org_id", "payer_id"),
    )

    patient_id: Mapped[UUID]
    payer_id: Mapped[UUID]
    rank: Mapped[int]
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    member_key: Mapped[bytes]
