"""A session form that a colleague finishes."""

import sqlalchemy as sa
from alembic import op

revision = "0009_hand_over"
down_revision = "0008_learning"


def upgrade() -> None:
    op.add_column("session_form", sa.Column("handed_to", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        "fk_session_form_org_id_handed_to", "session_form", "staff", ["org_id", "handed_to"], ["org_id", "id"]
    )
    op.create_index("ix_session_form_handed_to", "session_form", ["org_id", "handed_to"])
