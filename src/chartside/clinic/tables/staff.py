"""Who works at the clinic, under which licence and whose supervision."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chartside.platform.database.base import Base, Identified


class Staff(Identified, Base):
    """One person of the clinic.

    `credential` is what stands after the name (`OTR/L`); `clinical_role` what the licence lets them be at a
    visit, `None` for people who treat nobody; `roles` the product roles they are meant to sign in with.
    """

    __tablename__ = "staff"
    __table_args__ = (
        ForeignKeyConstraint(["org_id"], ["organisation.org_id"]),
        UniqueConstraint("org_id", "code"),
    )

    code: Mapped[str]
    first: Mapped[str]
    last: Mapped[str]
    credential: Mapped[str]
    clinical_role: Mapped[str | None]
    npi: Mapped[str | None]
    email: Mapped[str | None]
    roles: Mapped[list[str]]
    location_codes: Mapped[list[str]]
    active: Mapped[bool] = mapped_column(default=True)

    @property
    def display_name(self) -> str:
        """`Dana Whitfield, OTR/L`."""
        return (
            f"{self.first} {self.last}, {self.credential}"
            if self.clinical_role
            else f"{self.first} {self.last}"
        )


class Licence(Identified, Base):
    """A state licence; `effective` and `expires` are its first and last day."""

    __tablename__ = "licence"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "staff_id"], ["staff.org_id", "staff.id"]),
        UniqueConstraint("org_id", "staff_id", "state", "number"),
    )

    staff_id: Mapped[UUID]
    state: Mapped[str]
    number: Mapped[str]
    effective: Mapped[date | None]
    expires: Mapped[date | None]


class Supervision(Identified, Base):
    """An assistant works under a therapist from `starts` to `ends`, both days included."""

    __tablename__ = "supervision"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "assistant_id"], ["staff.org_id", "staff.id"]),
        ForeignKeyConstraint(["org_id", "supervisor_id"], ["staff.org_id", "staff.id"]),
        UniqueConstraint("org_id", "assistant_id", "supervisor_id", "starts"),
        Index("ix_supervision_supervisor", "org_id", "supervisor_id"),
    )

    assistant_id: Mapped[UUID]
    supervisor_id: Mapped[UUID]
    starts: Mapped[date]
    ends: Mapped[date | None]
