"""How alike notes are, what people changed in drafts, what was approved, and what they prefer."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from chartside.platform.database.migrations import helpers as h

revision = "0008_learning"
down_revision = "0007_style"


def upgrade() -> None:
    _note_print()
    _note_reading()
    _note_figure()
    _note_correction()
    _approved_sentence()
    _wording_preference()


def _of_note(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.PrimaryKeyConstraint("org_id", "proposal_id", name=f"pk_{table}"),
        h.refers(table, "proposal_id", "proposal"),
    )


def _note_print() -> None:
    op.create_table(
        "note_print",
        h.org_column(),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("runs", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        *_of_note("note_print"),
        h.refers("note_print", "visit_id", "visit"),
        h.refers("note_print", "patient_id", "patient"),
        h.refers("note_print", "author_id", "staff"),
    )
    op.create_index("ix_note_print_patient", "note_print", ["org_id", "patient_id", "day"])
    op.create_index("ix_note_print_day", "note_print", ["org_id", "day"])
    h.protect("note_print", rights="select, insert, update")


def _note_reading() -> None:
    op.create_table(
        "note_reading",
        h.org_column(),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        h.instant("opened_at"),
        h.instant("seen_at"),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("org_id", "proposal_id", "account_id", name="pk_note_reading"),
        h.refers("note_reading", "proposal_id", "proposal"),
        h.refers("note_reading", "account_id", "account"),
    )
    h.protect("note_reading", rights="select, insert, update")


def _note_figure() -> None:
    counts = ("drafted", "kept", "wording", "numbers", "deletions", "additions", "moves")
    op.create_table(
        "note_figure",
        h.org_column(),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        h.instant("signed_at"),
        sa.Column("writer", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counts),
        sa.Column("facts_changed", sa.Integer(), nullable=False),
        sa.Column("facts_added", sa.Integer(), nullable=False),
        sa.Column("vouched", sa.Integer(), nullable=False),
        sa.Column("distance", sa.Double(), nullable=False),
        sa.Column("open_seconds", sa.Integer(), nullable=True),
        sa.Column("likeness", sa.Text(), nullable=False),
        h.json_column("frames"),
        *_of_note("note_figure"),
        h.refers("note_figure", "author_id", "staff"),
    )
    op.create_index("ix_note_figure_author", "note_figure", ["org_id", "author_id", "signed_at"])
    h.protect("note_figure", rights="select, insert, delete")


def _note_correction() -> None:
    op.create_table(
        "note_correction",
        h.org_column(),
        h.id_column(),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        h.instant("signed_at"),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("fact_changing", sa.Boolean(), nullable=False),
        sa.Column("frame", sa.Text(), nullable=False),
        *h.sealed_columns(),
        h.own_key("note_correction"),
        h.refers("note_correction", "proposal_id", "proposal"),
        h.refers("note_correction", "author_id", "staff"),
    )
    op.create_index("ix_note_correction_author", "note_correction", ["org_id", "author_id", "signed_at"])
    op.create_index("ix_note_correction_note", "note_correction", ["org_id", "proposal_id"])
    h.protect("note_correction", rights="select, insert, delete")


def _approved_sentence() -> None:
    # Plain numbers, so that the table is the same with and without the vector extension; where the server has it,
    # a query casts them to its type.
    op.create_table(
        "approved_sentence",
        h.org_column(),
        h.id_column(),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        h.instant("signed_at"),
        sa.Column("discipline", sa.Text(), nullable=False),
        sa.Column("setting", sa.Text(), nullable=False),
        sa.Column("payer", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("fact_kind", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("meaning", postgresql.ARRAY(sa.REAL()), nullable=False),
        *h.sealed_columns(),
        h.own_key("approved_sentence"),
        h.refers("approved_sentence", "proposal_id", "proposal"),
        h.refers("approved_sentence", "author_id", "staff"),
    )
    kinds = ["org_id", "discipline", "section", "signed_at"]
    op.create_index("ix_approved_sentence_kind", "approved_sentence", kinds)
    op.create_index("ix_approved_sentence_note", "approved_sentence", ["org_id", "proposal_id"])
    h.protect("approved_sentence", rights="select, insert, update (model, meaning), delete")


def _wording_preference() -> None:
    op.create_table(
        "wording_preference",
        h.org_column(),
        h.id_column(),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("edits", sa.Integer(), nullable=False),
        h.instant("decided_at"),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        *h.sealed_columns(),
        h.own_key("wording_preference"),
        h.refers("wording_preference", "author_id", "staff"),
        sa.UniqueConstraint("org_id", "author_id", "key", "version", name="uq_wording_preference_version"),
        sa.CheckConstraint("state in ('proposed', 'on', 'off')", name="state"),
        # Only a named person switches one on.
        sa.CheckConstraint("state <> 'on' or account_id is not null", name="switched_by_a_person"),
    )
    h.append_only("wording_preference")
