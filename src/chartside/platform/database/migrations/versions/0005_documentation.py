"""Session forms, notes, and who signs them."""

import sqlalchemy as sa
from alembic import op

from chartside.platform.database.migrations import helpers as h

revision = "0005_documentation"
down_revision = "0004_review"


def upgrade() -> None:
    op.create_table(
        "session_form",
        h.org_column(),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        h.instant("saved_at"),
        sa.Column("saved_by", sa.Uuid(), nullable=True),
        *h.sealed_columns(),
        sa.PrimaryKeyConstraint("org_id", "visit_id", name="pk_session_form"),
        h.refers("session_form", "visit_id", "visit"),
    )
    h.protect("session_form", rights="select, insert, update")
    op.create_table(
        "note",
        h.org_column(),
        h.id_column(),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        h.instant("signed_at", nullable=True),
        h.own_key("note"),
        h.refers("note", "visit_id", "visit"),
        h.refers("note", "proposal_id", "proposal"),
        sa.UniqueConstraint("org_id", "proposal_id", name="uq_note_org_id_proposal_id"),
    )
    op.create_index("ix_note_visit", "note", ["org_id", "visit_id"])
    h.protect("note", rights="select, insert, update")
    # A therapist signs last; an assistant's signature never completes a chain (product law 1, supervision).
    op.execute(
        "insert into signing_right (kind, role, final) values "
        "('treatment_note', 'therapist', true), ('treatment_note', 'assistant', false), "
        "('note_addendum', 'therapist', true), ('note_addendum', 'assistant', false)"
    )
