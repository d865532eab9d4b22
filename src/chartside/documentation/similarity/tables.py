"""Where the prints of notes lie: numbers under the organisation's key, no word of any note."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from chartside.platform.database.base import Base, OfOrganisation


class NotePrintRow(OfOrganisation, Base):
    """The print of a note as its present version stands (`prints.print_of`)."""

    __tablename__ = "note_print"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "proposal_id"], ["proposal.org_id", "proposal.id"]),
        ForeignKeyConstraint(["org_id", "visit_id"], ["visit.org_id", "visit.id"]),
        ForeignKeyConstraint(["org_id", "patient_id"], ["patient.org_id", "patient.id"]),
        ForeignKeyConstraint(["org_id", "author_id"], ["staff.org_id", "staff.id"]),
        Index("ix_note_print_patient", "org_id", "patient_id", "day"),
        Index("ix_note_print_day", "org_id", "day"),
    )

    proposal_id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID]
    patient_id: Mapped[UUID]
    author_id: Mapped[UUID]
    day: Mapped[date]
    runs: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
