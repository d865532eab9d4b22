"""The tables of review. What may be done to them is in the database: `0004_review_laws.sql`."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from chartside.platform.database.base import Base, Identified, OfOrganisation, SealedColumns

_STATUSES = "'open', 'returned', 'signed', 'delivered', 'attention', 'expired', 'withdrawn'"
_EFFECT_STATUSES = "'held', 'sending', 'delivered', 'failed', 'unknown', 'recalled'"


class SigningRight(Base):
    """Which role may sign which kind, and whether as the last one. The house's law, not one clinic's."""

    __tablename__ = "signing_right"

    kind: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    final: Mapped[bool]


class ProposalRow(Identified, SealedColumns, Base):
    """Something that would leave, until a person countersigns it.

    `sealed` holds the display header that the area wrote (JSON; it names the patient).
    """

    __tablename__ = "proposal"

    kind: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[UUID]
    patient_id: Mapped[UUID | None]
    location_id: Mapped[UUID | None]
    status: Mapped[str]
    current_version: Mapped[int]
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None]
    due_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]
    value_cents: Mapped[int | None]

    __table_args__ = (
        CheckConstraint(f"status in ({_STATUSES})", name="status"),
        Index("ix_proposal_open", "org_id", "status", "due_at"),
        Index("ix_proposal_subject", "org_id", "subject_type", "subject_id"),
        Index("ix_proposal_patient", "org_id", "patient_id"),
    )


class ProposalVersionRow(OfOrganisation, SealedColumns, Base):
    """One exact content with its package. Never changed.

    `sealed` holds the content as canonical JSON; `manifest` names files by hash and holds no identifier.
    """

    __tablename__ = "proposal_version"

    proposal_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[UUID]
    manifest: Mapped[bytes]
    package_sha256: Mapped[str]
    blocked: Mapped[int]
    change: Mapped[str]
    writer: Mapped[str]
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None]

    __table_args__ = (
        ForeignKeyConstraint(["org_id", "proposal_id"], ["proposal.org_id", "proposal.id"]),
        CheckConstraint("blocked >= 0", name="blocked"),
    )


class PackageFileRow(OfOrganisation, SealedColumns, Base):
    """One file of a version's package, sealed; its hash is over the plain bytes."""

    __tablename__ = "package_file"

    proposal_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    file_id: Mapped[UUID]
    media_type: Mapped[str]
    sha256: Mapped[str]

    __table_args__ = (
        ForeignKeyConstraint(
            ["org_id", "proposal_id", "version"],
            ["proposal_version.org_id", "proposal_version.proposal_id", "proposal_version.version"],
        ),
    )


class SignerRow(OfOrganisation, Base):
    """One place in the chain of signatures, fixed before the first version."""

    __tablename__ = "signer"

    proposal_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str]
    account_id: Mapped[UUID | None]

    __table_args__ = (
        ForeignKeyConstraint(["org_id", "proposal_id"], ["proposal.org_id", "proposal.id"]),
        Index("ix_signer_account", "org_id", "account_id"),
    )


class CountersignatureRow(Identified, SealedColumns, Base):
    """A named person's signature over exact bytes.

    `sealed` holds the difference between the first draft and the signed text (JSON lines).
    """

    __tablename__ = "countersignature"

    proposal_id: Mapped[UUID]
    version: Mapped[int]
    position: Mapped[int]
    account_id: Mapped[UUID]
    role: Mapped[str]
    signer_name: Mapped[str]
    package_sha256: Mapped[str]
    text_sha256: Mapped[str]
    signed_at: Mapped[datetime]
    reauthenticated_at: Mapped[datetime]
    open_seconds: Mapped[int | None]

    __table_args__ = (
        ForeignKeyConstraint(
            ["org_id", "proposal_id", "version"],
            ["proposal_version.org_id", "proposal_version.proposal_id", "proposal_version.version"],
        ),
        ForeignKeyConstraint(["org_id", "account_id"], ["account.org_id", "account.id"]),
        UniqueConstraint("org_id", "proposal_id", "version", "position"),
    )


class ProposalReturnRow(Identified, SealedColumns, Base):
    """A proposal sent back to its author, with the reason (sealed)."""

    __tablename__ = "proposal_return"

    proposal_id: Mapped[UUID]
    version: Mapped[int]
    account_id: Mapped[UUID]
    returned_by: Mapped[str]
    returned_at: Mapped[datetime]

    __table_args__ = (
        ForeignKeyConstraint(
            ["org_id", "proposal_id", "version"],
            ["proposal_version.org_id", "proposal_version.proposal_id", "proposal_version.version"],
        ),
        Index("ix_proposal_return_proposal", "org_id", "proposal_id"),
    )


class EffectRow(Identified, Base):
    """One delivery that a complete chain of signatures has released."""

    __tablename__ = "effect"

    proposal_id: Mapped[UUID]
    version: Mapped[int]
    name: Mapped[str]
    connector: Mapped[str]
    destination: Mapped[str]
    package_sha256: Mapped[str]
    idempotency_key: Mapped[str]
    status: Mapped[str]
    hold_until: Mapped[datetime]
    attempts: Mapped[int]
    begun_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    reference: Mapped[str | None]
    reason: Mapped[str | None]
    decided_by: Mapped[UUID | None]

    __table_args__ = (
        ForeignKeyConstraint(
            ["org_id", "proposal_id", "version"],
            ["proposal_version.org_id", "proposal_version.proposal_id", "proposal_version.version"],
        ),
        CheckConstraint(f"status in ({_EFFECT_STATUSES})", name="status"),
        UniqueConstraint("org_id", "idempotency_key"),
        UniqueConstraint("org_id", "proposal_id", "version", "name"),
    )


class EffectAttemptRow(OfOrganisation, Base):
    """One try at an effect: the intent is written before the call, the outcome after it."""

    __tablename__ = "effect_attempt"

    effect_id: Mapped[UUID] = mapped_column(primary_key=True)
    attempt: Mapped[int] = mapped_column(primary_key=True)
    begun_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    detail: Mapped[dict[str, Any]]

    __table_args__ = (ForeignKeyConstraint(["org_id", "effect_id"], ["effect.org_id", "effect.id"]),)
