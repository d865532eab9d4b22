"""Where people are treated."""

from typing import Any

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chartside.platform.database.base import Base, Identified


class Location(Identified, Base):
    """One place of treatment. A standing hour is wall-clock time in its IANA `zone`.

    `code` is the short name that files and settings use; `place_of_service` the two-digit code of its claims.
    """

    __tablename__ = "location"
    __table_args__ = (
        ForeignKeyConstraint(["org_id"], ["organisation.org_id"]),
        UniqueConstraint("org_id", "code"),
    )

    code: Mapped[str]
    name: Mapped[str]
    zone: Mapped[str]
    place_of_service: Mapped[str | None]
    npi: Mapped[str | None]
    address: Mapped[dict[str, Any]]
    phone: Mapped[str | None]
    fax: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
