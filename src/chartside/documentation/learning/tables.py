"""What is kept of signed notes. Sentences stand here without anybody in them, and sealed all the same."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import REAL, CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chartside.platform.database.base import Base, Identified, OfOrganisation, SealedColumns


class NoteReadingRow(OfOrganisation, Base):
    """How long a signer had a draft open before signing; longer pauses do not count."""

    __tablename__ = "note_reading"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "proposal_id"], ["proposal.org_id", "proposal.id"]),
        ForeignKeyConstraint(["org_id", "account_id"], ["account.org_id", "account.id"]),
    )

    proposal_id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    opened_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    seconds: Mapped[int]


class NoteFigureRow(OfOrganisation, Base):
    """One signed note beside its draft, in numbers.

    `distance` is the share of words that changed; `likeness` the level of the note's twin (`none`, `warn`,
    `strong`); `frames` says by phrase frame whether its sentence was kept.
    """

    __tablename__ = "note_figure"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "proposal_id"], ["proposal.org_id", "proposal.id"]),
        ForeignKeyConstraint(["org_id", "author_id"], ["staff.org_id", "staff.id"]),
        Index("ix_note_figure_author", "org_id", "author_id", "signed_at"),
    )

    proposal_id: Mapped[UUID] = mapped_column(primary_key=True)
    author_id: Mapped[UUID]
    signed_at: Mapped[datetime]
    writer: Mapped[str]
    drafted: Mapped[int]
    kept: Mapped[int]
    wording: Mapped[int]
    numbers: Mapped[int]
    deletions: Mapped[int]
    additions: Mapped[int]
    moves: Mapped[int]
    facts_changed: Mapped[int]
    facts_added: Mapped[int]
    vouched: Mapped[int]
    distance: Mapped[float]
    open_seconds: Mapped[int | None]
    likeness: Mapped[str]
    frames: Mapped[dict[str, bool]] = mapped_column(JSONB)


class NoteCorrectionRow(Identified, SealedColumns, Base):
    """One sentence that was changed; `sealed` holds the correction without names and dates."""

    __tablename__ = "note_correction"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "proposal_id"], ["proposal.org_id", "proposal.id"]),
        ForeignKeyConstraint(["org_id", "author_id"], ["staff.org_id", "staff.id"]),
        Index("ix_note_correction_author", "org_id", "author_id", "signed_at"),
        Index("ix_note_correction_note", "org_id", "proposal_id"),
    )

    proposal_id: Mapped[UUID]
    author_id: Mapped[UUID]
    signed_at: Mapped[datetime]
    section: Mapped[str]
    kind: Mapped[str]
    fact_changing: Mapped[bool]
    frame: Mapped[str]


class ApprovedSentenceRow(Identified, SealedColumns, Base):
    """A sentence that was signed on its evidence, without names and dates, and where its meaning lies.

    `meaning` is a vector of length 1 made by `model`; vectors of different models are never compared.
    """

    __tablename__ = "approved_sentence"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "proposal_id"], ["proposal.org_id", "proposal.id"]),
        ForeignKeyConstraint(["org_id", "author_id"], ["staff.org_id", "staff.id"]),
        Index("ix_approved_sentence_kind", "org_id", "discipline", "section", "signed_at"),
        Index("ix_approved_sentence_note", "org_id", "proposal_id"),
    )

    proposal_id: Mapped[UUID]
    author_id: Mapped[UUID]
    signed_at: Mapped[datetime]
    discipline: Mapped[str]
    setting: Mapped[str]
    payer: Mapped[str]
    section: Mapped[str]
    fact_kind: Mapped[str]
    model: Mapped[str]
    meaning: Mapped[list[float]] = mapped_column(ARRAY(REAL))


class WordingPreferenceRow(Identified, SealedColumns, Base):
    """One decision about a preference of one author; the highest version of a key holds. Only ever added.

    `sealed` holds the words and examples; `key` is the blind index of the words.
    """

    __tablename__ = "wording_preference"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "author_id"], ["staff.org_id", "staff.id"]),
        UniqueConstraint("org_id", "author_id", "key", "version", name="uq_wording_preference_version"),
        CheckConstraint("state in ('proposed', 'on', 'off')", name="state"),
        CheckConstraint("state <> 'on' or account_id is not null", name="switched_by_a_person"),
    )

    author_id: Mapped[UUID]
    key: Mapped[bytes]
    version: Mapped[int]
    state: Mapped[str]
    edits: Mapped[int]
    decided_at: Mapped[datetime]
    decided_by: Mapped[str]
    account_id: Mapped[UUID | None]
