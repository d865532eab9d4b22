"""Proposals, countersignatures, effects, and the laws that hold them."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

from chartside.platform.database.migrations import helpers as h

revision = "0004_review"
down_revision = "0003_clinic"

_VERSION = ["org_id", "proposal_id", "version"]


def upgrade() -> None:
    _signing_right()
    _proposal()
    _proposal_version()
    _package_file()
    _signer()
    _countersignature()
    _proposal_return()
    _effect()
    _effect_attempt()
    op.execute(Path(__file__).with_name("0004_review_laws.sql").read_text("utf-8"))


def _signing_right() -> None:
    # Which role signs which kind is the house's law: the application reads it and cannot change it.
    op.create_table(
        "signing_right",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("final", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "role", name="pk_signing_right"),
    )
    op.execute("grant select on signing_right to cs_app")


def _proposal() -> None:
    op.create_table(
        "proposal",
        h.org_column(),
        h.id_column(),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_type", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=True),
        sa.Column("location_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("current_version", sa.Integer(), nullable=False),
        h.instant("created_at"),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        h.instant("due_at", nullable=True),
        h.instant("expires_at"),
        sa.Column("value_cents", sa.Integer(), nullable=True),
        *h.sealed_columns(),
        h.own_key("proposal"),
        sa.CheckConstraint(
            "status in ('open', 'returned', 'signed', 'delivered', 'attention', 'expired', 'withdrawn')",
            name="ck_proposal_status",
        ),
    )
    op.create_index("ix_proposal_open", "proposal", ["org_id", "status", "due_at"])
    op.create_index("ix_proposal_subject", "proposal", ["org_id", "subject_type", "subject_id"])
    op.create_index("ix_proposal_patient", "proposal", ["org_id", "patient_id"])
    h.protect("proposal", rights="select, insert, update")


def _proposal_version() -> None:
    op.create_table(
        "proposal_version",
        h.org_column(),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("manifest", sa.LargeBinary(), nullable=False),
        sa.Column("package_sha256", sa.Text(), nullable=False),
        sa.Column("blocked", sa.Integer(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("writer", sa.Text(), nullable=False),
        h.instant("created_at"),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        *h.sealed_columns(),
        sa.PrimaryKeyConstraint("org_id", "proposal_id", "version", name="pk_proposal_version"),
        h.refers("proposal_version", "proposal_id", "proposal"),
        sa.CheckConstraint("blocked >= 0", name="ck_proposal_version_blocked"),
    )
    h.append_only("proposal_version")


def _of_version(table: str) -> sa.ForeignKeyConstraint:
    targets = [f"proposal_version.{column}" for column in _VERSION]
    return sa.ForeignKeyConstraint(_VERSION, targets, name=f"fk_{table}_org_id_proposal_id_version")


def _package_file() -> None:
    op.create_table(
        "package_file",
        h.org_column(),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        *h.sealed_columns(),
        sa.PrimaryKeyConstraint("org_id", "proposal_id", "version", "name", name="pk_package_file"),
        _of_version("package_file"),
    )
    h.append_only("package_file")


def _signer() -> None:
    op.create_table(
        "signer",
        h.org_column(),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("org_id", "proposal_id", "position", name="pk_signer"),
        h.refers("signer", "proposal_id", "proposal"),
    )
    op.create_index("ix_signer_account", "signer", ["org_id", "account_id"])
    h.append_only("signer")


def _countersignature() -> None:
    op.create_table(
        "countersignature",
        h.org_column(),
        h.id_column(),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("signer_name", sa.Text(), nullable=False),
        sa.Column("package_sha256", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        h.instant("signed_at"),
        h.instant("reauthenticated_at"),
        sa.Column("open_seconds", sa.Integer(), nullable=True),
        *h.sealed_columns(),
        h.own_key("countersignature"),
        _of_version("countersignature"),
        h.refers("countersignature", "account_id", "account"),
        sa.UniqueConstraint(
            "org_id",
            "proposal_id",
            "version",
            "position",
            name="uq_countersignature_org_id_proposal_id_version_position",
        ),
    )
    h.append_only("countersignature")


def _proposal_return() -> None:
    op.create_table(
        "proposal_return",
        h.org_column(),
        h.id_column(),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("returned_by", sa.Text(), nullable=False),
        h.instant("returned_at"),
        *h.sealed_columns(),
        h.own_key("proposal_return"),
        _of_version("proposal_return"),
    )
    op.create_index("ix_proposal_return_proposal", "proposal_return", ["org_id", "proposal_id"])
    h.append_only("proposal_return")


def _effect() -> None:
    op.create_table(
        "effect",
        h.org_column(),
        h.id_column(),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("connector", sa.Text(), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("package_sha256", sa.Text(), nullable=False),
        sa.Column("idempotency_key", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        h.instant("hold_until"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        h.instant("begun_at", nullable=True),
        h.instant("finished_at", nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        h.own_key("effect"),
        _of_version("effect"),
        sa.CheckConstraint(
            "status in ('held', 'sending', 'delivered', 'failed', 'unknown', 'recalled')",
            name="ck_effect_status",
        ),
        sa.UniqueConstraint("org_id", "idempotency_key", name="uq_effect_org_id_idempotency_key"),
        sa.UniqueConstraint(
            "org_id", "proposal_id", "version", "name", name="uq_effect_org_id_proposal_id_version_name"
        ),
    )
    h.protect("effect", rights="select, insert, update")


def _effect_attempt() -> None:
    op.create_table(
        "effect_attempt",
        h.org_column(),
        sa.Column("effect_id", sa.Uuid(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        h.instant("begun_at"),
        h.instant("finished_at", nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        h.json_column("detail"),
        sa.PrimaryKeyConstraint("org_id", "effect_id", "attempt", name="pk_effect_attempt"),
        h.refers("effect_attempt", "effect_id", "effect"),
    )
    h.protect("effect_attempt", rights="select, insert, update")
