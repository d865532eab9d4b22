"""The vendor register, what left through the model door, and the runs of model writers."""

import sqlalchemy as sa
from alembic import op

from chartside.platform.database.migrations import helpers as h

revision = "0006_privacy"
down_revision = "0005_documentation"


def upgrade() -> None:
    _register()
    _runs()
    _departures()


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _register() -> None:
    op.create_table(
        "vendor",
        h.org_column(),
        h.id_column(),
        sa.Column("name", sa.Text(), nullable=False),
        h.json_column("hosts"),
        sa.Column("baa_signed_on", sa.Date(), nullable=True),
        sa.Column("baa_ends_on", sa.Date(), nullable=True),
        *_text("contact", "note"),
        sa.Column("retired", sa.Boolean(), nullable=False),
        h.instant("changed_at"),
        *_text("changed_by"),
        h.own_key("vendor"),
        h.of_organisation("vendor"),
    )
    h.protect("vendor", rights="select, insert, update")


def _runs() -> None:
    op.create_table(
        "model_run",
        h.org_column(),
        h.id_column(),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_text("writer", "title", "status", "reason"),
        h.json_column("report"),
        h.instant("asked_at"),
        *_text("asked_by"),
        h.instant("ended_at", nullable=True),
        h.own_key("model_run"),
        h.of_organisation("model_run"),
    )
    op.create_index("ix_model_run_subject", "model_run", ["org_id", "subject_id"])
    h.protect("model_run", rights="select, insert, update")
    op.create_table(
        "model_call",
        h.org_column(),
        h.id_column(),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        h.instant("at"),
        *_text("request_sha256", "model", "prompt_version", "ended"),
        sa.Column("input_tokens", sa.Integer(), nullable=False),
        sa.Column("output_tokens", sa.Integer(), nullable=False),
        sa.Column("cost_microdollars", sa.Integer(), nullable=True),
        *_text("prices_as_of"),
        *h.sealed_columns(),
        h.own_key("model_call"),
        h.refers("model_call", "run_id", "model_run"),
    )
    h.protect("model_call")
    op.create_table(
        "placeholder_vault",
        h.org_column(),
        h.id_column(),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        h.instant("expires_at"),
        *h.sealed_columns(),
        h.own_key("placeholder_vault"),
        h.refers("placeholder_vault", "run_id", "model_run"),
    )
    h.protect("placeholder_vault")


def _departures() -> None:
    op.create_table(
        "departure",
        h.org_column(),
        h.id_column(),
        h.instant("at"),
        *_text("decision", "purpose", "host", "basis"),
        sa.Column("vendor_id", sa.Uuid(), nullable=True),
        *_text("vendor", "writer", "model"),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        *_text("request_sha256"),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        h.json_column("replaced"),
        h.json_column("found"),
        *_text("reason", "words", "actor"),
        h.own_key("departure"),
        h.of_organisation("departure"),
    )
    op.create_index("ix_departure_at", "departure", ["org_id", "at"])
    h.append_only("departure")
