"""The tables of identity."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chartside.platform.database.base import Base, Identified, OfOrganisation, SealedColumns


def _of_account() -> tuple[ForeignKeyConstraint]:
    return (ForeignKeyConstraint(["org_id", "account_id"], ["account.org_id", "account.id"]),)


class AccountRow(Identified, Base):
    """A person's sign-in at one organisation.

    Attributes:
        staff_id: the member of the clinical staff this person is; None for an office account.
        zone: IANA name of the zone in which the person reads times.
        is_demo: works in the demo only.
    """

    __tablename__ = "account"
    __table_args__ = (ForeignKeyConstraint(["org_id"], ["organisation.org_id"]),)

    email: Mapped[str]
    display_name: Mapped[str]
    password_hash: Mapped[str]
    staff_id: Mapped[UUID | None]
    zone: Mapped[str]
    active: Mapped[bool]
    is_demo: Mapped[bool]
    created_at: Mapped[datetime]
    password_set_at: Mapped[datetime]


class AccountRoleRow(OfOrganisation, Base):
    """One role of one account."""

    __tablename__ = "account_role"
    __table_args__ = _of_account()

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)


class SecondFactorRow(Identified, SealedColumns, Base):
    """The shared secret of an authenticator app, sealed.

    Attributes:
        confirmed_at: when a code of it was first typed; until then it opens nothing.
        last_step: the time step of the last accepted code; no code of it or before it is accepted again.
    """

    __tablename__ = "second_factor"
    __table_args__ = _of_account()

    account_id: Mapped[UUID]
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int | None] = mapped_column(BigInteger)


class RecoveryCodeRow(OfOrganisation, Base):
    """The hash of a code that replaces the authenticator app once."""

    __tablename__ = "recovery_code"
    __table_args__ = _of_account()

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    code_hash: Mapped[bytes] = mapped_column(primary_key=True)
    used_at: Mapped[datetime | None]


class LoginSessionRow(Identified, Base):
    """One sign-in on one device. Rows stay after their end: signatures refer to them.

    Attributes:
        token_hash: SHA-256 of the secret in the cookie; changes at each proof of identity.
        stage: how far the sign-in came; see `model.Stage`.
        expires_at: the latest end, whatever the person does.
        device: what the browser calls itself, shortened, for the list of one's own sessions.
    """

    __tablename__ = "login_session"
    __table_args__ = _of_account()

    account_id: Mapped[UUID]
    token_hash: Mapped[bytes]
    stage: Mapped[str]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    reauthenticated_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None]
    device: Mapped[str]


class SignInAttemptRow(Identified, Base):
    """One counted attempt to prove an identity.

    Attributes:
        purpose: sign_in, second_factor or reauthentication.
        subject: keyed hash of the e-mail address, account or network address that is counted.
        outcome: pending (counts as failed, should the process die meanwhile), failed or passed.
    """

    __tablename__ = "sign_in_attempt"

    purpose: Mapped[str]
    subject: Mapped[bytes]
    at: Mapped[datetime]
    outcome: Mapped[str]


class InvitationRow(Identified, Base):
    """A one-time link. Only the hash of its secret is kept.

    Attributes:
        kind: first_run (makes the organisation), staff (makes an account) or password (sets a new password).
        account_id: whose password it sets; None for the other kinds.
        details: e-mail, display_name, roles, staff_id and zone of the account it makes.
    """

    __tablename__ = "invitation"

    kind: Mapped[str]
    token_hash: Mapped[bytes]
    account_id: Mapped[UUID | None]
    details: Mapped[dict[str, Any]]
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
