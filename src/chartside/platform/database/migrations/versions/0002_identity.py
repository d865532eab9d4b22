"""Accounts, roles, second factors, sessions, counted attempts, one-time links."""

import sqlalchemy as sa
from alembic import op

from chartside.platform.database.migrations import helpers as h

revision = "0002_identity"
down_revision = "0001_platform"

_ROLES = (
    "therapist",
    "assistant",
    "biller",
    "coordinator",
    "front_desk",
    "director",
    "compliance",
    "administrator",
)


def upgrade() -> None:
    _account()
    _account_role()
    _second_factor()
    _recovery_code()
    _login_session()
    _sign_in_attempt()
    _invitation()


def _account() -> None:
    op.create_table(
        "account",
        h.org_column(),
        h.id_column(),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        h.instant("created_at"),
        h.instant("password_set_at"),
        h.own_key("account"),
        h.of_organisation("account"),
        sa.UniqueConstraint("org_id", "email", name="uq_account_org_id_email"),
        sa.UniqueConstraint("org_id", "staff_id", name="uq_account_org_id_staff_id"),
        sa.CheckConstraint("email = lower(email)", name="ck_account_email_in_one_spelling"),
    )
    # Signatures and audit entries refer to accounts: one is closed, never removed.
    h.protect("account", rights="select, insert, update")


def _account_role() -> None:
    op.create_table(
        "account_role",
        h.org_column(),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("org_id", "account_id", "role", name="pk_account_role"),
        h.refers("account_role", "account_id", "account"),
        sa.CheckConstraint(f"role in {_ROLES}", name="ck_account_role_known"),
    )
    h.protect("account_role", rights="select, insert, delete")


def _second_factor() -> None:
    op.create_table(
        "second_factor",
        h.org_column(),
        h.id_column(),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        h.instant("created_at"),
        h.instant("confirmed_at", nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=True),
        *h.sealed_columns(),
        h.own_key("second_factor"),
        h.refers("second_factor", "account_id", "account"),
    )
    # One in use and one being enrolled, at most.
    op.execute(
        "create unique index uq_second_factor_account on second_factor "
        "(org_id, account_id, (confirmed_at is null))"
    )
    h.protect("second_factor")


def _recovery_code() -> None:
    op.create_table(
        "recovery_code",
        h.org_column(),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        h.instant("used_at", nullable=True),
        sa.PrimaryKeyConstraint("org_id", "account_id", "code_hash", name="pk_recovery_code"),
        h.refers("recovery_code", "account_id", "account"),
    )
    h.protect("recovery_code")


def _login_session() -> None:
    op.create_table(
        "login_session",
        h.org_column(),
        h.id_column(),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        h.instant("created_at"),
        h.instant("last_seen_at"),
        h.instant("expires_at"),
        h.instant("reauthenticated_at", nullable=True),
        h.instant("ended_at", nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.Column("device", sa.Text(), nullable=False),
        h.own_key("login_session"),
        h.refers("login_session", "account_id", "account"),
        sa.UniqueConstraint("org_id", "token_hash", name="uq_login_session_org_id_token_hash"),
        sa.CheckConstraint(
            "stage in ('second_factor', 'enrolment', 'full')", name="ck_login_session_stage_known"
        ),
        sa.CheckConstraint(
            "(reauthenticated_at is not null) = (stage = 'full')", name="ck_login_session_full_is_proved"
        ),
        sa.CheckConstraint("octet_length(token_hash) = 32", name="ck_login_session_hash_only"),
    )
    op.create_index("ix_login_session_account", "login_session", ["org_id", "account_id", "expires_at"])
    # A session ends and its row stays: who was signed in, and when, can be told later.
    h.protect("login_session", rights="select, insert, update")


def _sign_in_attempt() -> None:
    # No reference to an organisation: attempts on unknown clinic codes are counted as well.
    op.create_table(
        "sign_in_attempt",
        h.org_column(),
        h.id_column(),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        h.instant("at"),
        sa.Column("outcome", sa.Text(), nullable=False),
        h.own_key("sign_in_attempt"),
        sa.CheckConstraint("outcome in ('pending', 'failed', 'passed')", name="ck_sign_in_attempt_outcome"),
    )
    op.create_index("ix_sign_in_attempt_subject", "sign_in_attempt", ["org_id", "purpose", "subject", "at"])
    op.create_index("ix_sign_in_attempt_at", "sign_in_attempt", ["org_id", "at"])
    h.protect("sign_in_attempt")


def _invitation() -> None:
    # No reference to an organisation: the link of the first run is made before there is one.
    op.create_table(
        "invitation",
        h.org_column(),
        h.id_column(),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        h.json_column("details"),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        h.instant("created_at"),
        h.instant("expires_at"),
        h.instant("used_at", nullable=True),
        h.instant("revoked_at", nullable=True),
        h.own_key("invitation"),
        h.refers("invitation", "account_id", "account"),
        sa.UniqueConstraint("org_id", "token_hash", name="uq_invitation_org_id_token_hash"),
        sa.CheckConstraint("kind in ('first_run', 'staff', 'password')", name="ck_invitation_kind"),
        sa.CheckConstraint("octet_length(token_hash) = 32", name="ck_invitation_hash_only"),
    )
    h.protect("invitation", rights="select, insert, update")
