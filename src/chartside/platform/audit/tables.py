"""The audit chain, the look log and its blocks; triggers fill in what the database computes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chartside.platform.database.base import Base, Identified, OfOrganisation


class AuditEntry(OfOrganisation, Base):
    """One act. `at` is the product's clock; `recorded_at`, `seq`, `prev` and `hash` are the database's."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        ForeignKeyConstraint(["org_id"], ["organisation.org_id"]),
        Index("ix_audit_entry_subject", "org_id", "subject_type", "subject_id", "seq"),
        Index("ix_audit_entry_patient", "org_id", "patient_id", "seq"),
        Index("ix_audit_entry_account", "org_id", "account_id", "seq"),
    )

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    account_id: Mapped[UUID | None]
    staff_id: Mapped[UUID | None]
    actor_name: Mapped[str]
    action: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[UUID]
    patient_id: Mapped[UUID | None]
    detail: Mapped[dict[str, Any]]
    prev: Mapped[bytes]
    hash: Mapped[bytes]


class Look(Identified, Base):
    """Somebody saw a patient's data. `slot` is the second (since 1970) that it belongs to."""

    __tablename__ = "look"
    __table_args__ = (
        ForeignKeyConstraint(["org_id"], ["organisation.org_id"]),
        Index("ix_look_slot", "org_id", "slot", "id"),
        Index("ix_look_patient", "org_id", "patient_id", "slot", "id"),
        Index("ix_look_account", "org_id", "account_id", "slot", "id"),
    )

    slot: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    account_id: Mapped[UUID | None]
    actor_name: Mapped[str]
    patient_id: Mapped[UUID]
    page: Mapped[str]


class LookBlock(OfOrganisation, Base):
    """The looks of one second, counted, hashed and chained to the block before."""

    __tablename__ = "look_block"
    __table_args__ = (
        ForeignKeyConstraint(["org_id"], ["organisation.org_id"]),
        UniqueConstraint("org_id", "slot"),
    )

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    slot: Mapped[int] = mapped_column(BigInteger)
    looks: Mapped[int]
    content: Mapped[bytes]
    sealed_at: Mapped[datetime]
    prev: Mapped[bytes]
    hash: Mapped[bytes]
