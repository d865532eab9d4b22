"""How each therapist writes."""

import sqlalchemy as sa
from alembic import op

from chartside.platform.database.migrations import helpers as h

revision = "0007_style"
down_revision = "0006_privacy"


def upgrade() -> None:
    op.create_table(
        "note_style",
        h.org_column(),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        h.json_column("style"),
        h.instant("saved_at"),
        sa.PrimaryKeyConstraint("org_id", "staff_id", name="pk_note_style"),
        h.refers("note_style", "staff_id", "staff"),
    )
    h.protect("note_style", rights="select, insert, update")
