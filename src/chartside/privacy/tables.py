"""What privacy keeps: the vendor register, what left, the runs of model writers with their requests."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from chartside.platform.database.base import Base, Identified, SealedColumns


class VendorRow(Identified, Base):
    """Somebody outside who may receive something, and the agreement under which.

    `hosts` are those that the agreement covers. A vendor that is no longer used is retired, never removed.
    """

    __tablename__ = "vendor"
    __table_args__ = (ForeignKeyConstraint(["org_id"], ["organisation.org_id"]),)

    name: Mapped[str]
    hosts: Mapped[list[str]]
    baa_signed_on: Mapped[date | None]
    baa_ends_on: Mapped[date | None]
    contact: Mapped[str]
    note: Mapped[str]
    retired: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]


class ModelRunRow(Identified, Base):
    """One try of a model at a draft: asked for by a person, carried out once.

    Attributes:
        status: `waiting`, `running`, `done` (the draft has sentences of the model), `unused` (it has none),
            `stopped` (nothing left), `lost` (it never came to its end).
        version: of the proposal when it was asked for; a draft changed since is left alone.
        reason: why it is not `done`, as a code.
    """

    __tablename__ = "model_run"
    __table_args__ = (
        ForeignKeyConstraint(["org_id"], ["organisation.org_id"]),
        Index("ix_model_run_subject", "org_id", "subject_id"),
    )

    subject_id: Mapped[UUID]
    version: Mapped[int]
    writer: Mapped[str]
    title: Mapped[str]
    status: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    report: Mapped[dict[str, Any]]
    asked_at: Mapped[datetime]
    asked_by: Mapped[str]
    ended_at: Mapped[datetime | None]


class ModelCallRow(Identified, SealedColumns, Base):
    """One request of a run and its answer, both de-identified, sealed; removed when their time has passed."""

    __tablename__ = "model_call"
    __table_args__ = (ForeignKeyConstraint(["org_id", "run_id"], ["model_run.org_id", "model_run.id"]),)

    run_id: Mapped[UUID]
    at: Mapped[datetime]
    request_sha256: Mapped[str]
    model: Mapped[str]
    prompt_version: Mapped[str]
    ended: Mapped[str]
    input_tokens: Mapped[int]
    output_tokens: Mapped[int]
    cost_microdollars: Mapped[int | None]
    prices_as_of: Mapped[str]


class PlaceholderVaultRow(Identified, SealedColumns, Base):
    """What the placeholders of one run stand for, sealed; its key is destroyed once the run has ended."""

    __tablename__ = "placeholder_vault"
    __table_args__ = (ForeignKeyConstraint(["org_id", "run_id"], ["model_run.org_id", "model_run.id"]),)

    run_id: Mapped[UUID]
    expires_at: Mapped[datetime]


class DepartureRow(Identified, Base):
    """One line of what left, or was stopped at the door. Added, never changed; hashes and counts, no text."""

    __tablename__ = "departure"
    __table_args__ = (
        ForeignKeyConstraint(["org_id"], ["organisation.org_id"]),
        Index("ix_departure_at", "org_id", "at"),
    )

    at: Mapped[datetime]
    decision: Mapped[str]
    purpose: Mapped[str]
    host: Mapped[str]
    basis: Mapped[str]
    vendor_id: Mapped[UUID | None]
    vendor: Mapped[str]
    writer: Mapped[str]
    model: Mapped[str]
    subject_id: Mapped[UUID]
    request_sha256: Mapped[str]
    size_bytes: Mapped[int]
    replaced: Mapped[dict[str, Any]]
    found: Mapped[dict[str, Any]]
    reason: Mapped[str]
    words: Mapped[str]
    actor: Mapped[str]
