"""The organisations of this installation."""

from datetime import datetime

from sqlalchemy import func
from sqlalchemy.orm import Mapped, mapped_column

from chartside.platform.database.base import Base, OfOrganisation


class Organisation(OfOrganisation, Base):
    """One practice or group. Its id follows from the code that its people sign in with.

    `zone` is the IANA time zone of places that name none of their own.
    """

    __tablename__ = "organisation"

    code: Mapped[str]
    name: Mapped[str]
    zone: Mapped[str]
    is_demo: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
