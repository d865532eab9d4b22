"""What documentation keeps besides the record: answers of a form, notes of a visit, styles of authors."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chartside.platform.database.base import Base, Identified, OfOrganisation, SealedColumns


class SessionFormRow(OfOrganisation, SealedColumns, Base):
    """The answers of one visit's form as they stand, sealed.

    `form_id` names the sealed content anew with each save; `revision` counts the saves. `handed_to` is the
    colleague who finishes it; None while nobody else does.
    """

    __tablename__ = "session_form"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "visit_id"], ["visit.org_id", "visit.id"]),
        ForeignKeyConstraint(["org_id", "handed_to"], ["staff.org_id", "staff.id"]),
        Index("ix_session_form_handed_to", "org_id", "handed_to"),
    )

    visit_id: Mapped[UUID] = mapped_column(primary_key=True)
    form_id: Mapped[UUID]
    revision: Mapped[int]
    saved_at: Mapped[datetime]
    saved_by: Mapped[UUID | None]
    handed_to: Mapped[UUID | None]


class NoteRow(Identified, Base):
    """A note of a visit: the treatment note itself, or an addendum to it.

    `signed_at` is set with the last signature; a signed note is never edited, an addendum is added.
    """

    __tablename__ = "note"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "visit_id"], ["visit.org_id", "visit.id"]),
        ForeignKeyConstraint(["org_id", "proposal_id"], ["proposal.org_id", "proposal.id"]),
        UniqueConstraint("org_id", "proposal_id"),
        Index("ix_note_visit", "org_id", "visit_id"),
    )

    visit_id: Mapped[UUID]
    proposal_id: Mapped[UUID]
    kind: Mapped[str]
    signed_at: Mapped[datetime | None]


class NoteStyleRow(OfOrganisation, Base):
    """How one therapist writes, as `Style.as_json` gives it: turns of phrase, no word of a note."""

    __tablename__ = "note_style"
    __table_args__ = (ForeignKeyConstraint(["org_id", "staff_id"], ["staff.org_id", "staff.id"]),)

    staff_id: Mapped[UUID] = mapped_column(primary_key=True)
    style: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]
