"""Patients and the people who speak for them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from chartside.platform.database.base import Base, Identified, OfOrganisation, SealedColumns


class Patient(Identified, SealedColumns, Base):
    """One patient. Who it is stands sealed (`chartside.clinic.identity.PatientIdentity`).

    `source` is the system it came from, `source_key` the blind index of its id there, `fingerprint` the blind
    index of the row last imported, by which a changed row is told from the same one.
    """

    __tablename__ = "patient"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "location_id"], ["location.org_id", "location.id"]),
        UniqueConstraint("org_id", "source", "source_key"),
        Index("ix_patient_location", "org_id", "location_id"),
    )

    location_id: Mapped[UUID]
    source: Mapped[str]
    source_key: Mapped[bytes]
    fingerprint: Mapped[bytes | None]
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class PatientToken(OfOrganisation, Base):
    """By what a patient is found: the blind index of one word of the name, the birth date, a number.

    `field` is `name`, `birth_date`, `mrn` or `phone`; member ids have theirs in `coverage.member_key`.
    """

    __tablename__ = "patient_token"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "patient_id"], ["patient.org_id", "patient.id"], ondelete="CASCADE"),
        Index("ix_patient_token_patient", "org_id", "patient_id"),
    )

    field: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[bytes] = mapped_column(primary_key=True)
    patient_id: Mapped[UUID] = mapped_column(primary_key=True)


class Contact(Identified, SealedColumns, Base):
    """A guardian or another person to reach; name and numbers sealed. `rank` 1 is asked first."""

    __tablename__ = "contact"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "patient_id"], ["patient.org_id", "patient.id"]),
        UniqueConstraint("org_id", "patient_id", "rank"),
    )

    patient_id: Mapped[UUID]
    rank: Mapped[int]
    is_guardian: Mapped[bool]
