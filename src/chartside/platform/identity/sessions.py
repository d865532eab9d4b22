"""Sessions: begun at sign-in, rotated at each proof of identity, ended."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select

from chartside.kernel.errors import NotFound
from chartside.platform.identity.devices import device_name
from chartside.platform.identity.model import SessionSpan, Stage
from chartside.platform.identity.policy import Policy
from chartside.platform.identity.tables import LoginSessionRow
from chartside.platform.identity.tokens import Token
from chartside.platform.tenancy import Work


def begin(work: Work, policy: Policy, account_id: UUID, stage: Stage, *, device: str) -> Token:
    """Start a session; returns the token for the cookie, which exists nowhere else."""
    token, now = Token.new(work.org_id), work.clock.now()
    row = LoginSessionRow(
        account_id=account_id,
        token_hash=token.hash,
        stage=stage.value,
        created_at=now,
        last_seen_at=now,
        expires_at=now + policy.limits.lifetime(stage),
        reauthenticated_at=now if stage is Stage.FULL else None,
        device=device_name(device),
    )
    work.session.add(row)
    work.session.flush()
    if stage is Stage.FULL:
        work.audit("session.signed_in", "login_session", row.id, account_id=account_id)
    return token


def complete(work: Work, policy: Policy, session_id: UUID) -> Token:
    """Open a session fully after its second factor, under a new token; the old token opens nothing now."""
    row, now = _row(work, session_id), work.clock.now()
    row.stage = Stage.FULL.value
    row.expires_at = now + policy.limits.lifetime(Stage.FULL)
    token = _prove(work, row)
    work.audit("session.signed_in", "login_session", row.id, account_id=row.account_id)
    return token


def reauthenticated(work: Work, session_id: UUID) -> Token:
    """Note that the person proved who they are just now, under a new token for the same session."""
    row = _row(work, session_id)
    token = _prove(work, row)
    work.audit("session.reauthenticated", "login_session", row.id, account_id=row.account_id)
    return token


def last_proof(work: Work, account_id: UUID) -> datetime | None:
    """When a person last proved who they are in one of their live sessions."""
    latest = _alive(work, account_id).with_only_columns(func.max(LoginSessionRow.reauthenticated_at))
    return work.session.scalar(latest)


def end(work: Work, session_id: UUID, reason: str = "signed_out") -> None:
    """End a session. Ending an ended one changes nothing.

    Args:
        work: of the organisation.
        session_id: which one.
        reason: a tag that stands in the audit: signed_out, replaced, too_many_failures.

    Raises:
        NotFound: no such session in this organisation.
    """
    row = _row(work, session_id)
    if row.ended_at is None:
        row.ended_at, row.end_reason = work.clock.now(), reason
        work.audit("session.ended", "login_session", row.id, account_id=row.account_id, reason=reason)


def end_token(work: Work, token: Token, reason: str) -> None:
    """End the session of a token, whatever its stage. A token of elsewhere, or of nothing, is no error."""
    if token.org_id != work.org_id:
        return
    of_token = (LoginSessionRow.org_id == work.org_id, LoginSessionRow.token_hash == token.hash)
    session_id = work.session.scalar(select(LoginSessionRow.id).where(*of_token))
    if session_id is not None:
        end(work, session_id, reason)


def end_all(work: Work, account_id: UUID, *, reason: str = "everywhere", keep: UUID | None = None) -> int:
    """End every session of an account except `keep`; returns how many."""
    now = work.clock.now()
    query = _alive(work, account_id).with_for_update()
    rows = [row for row in work.session.scalars(query) if row.id != keep]
    for row in rows:
        row.ended_at, row.end_reason = now, reason
    if rows:
        work.audit("session.ended_everywhere", "account", account_id, sessions=len(rows), reason=reason)
    return len(rows)


@dataclass(frozen=True)
class OpenSession:
    """One of a person's own live sessions, as the account page lists it."""

    id: UUID
    device: str
    created_at: datetime
    last_seen_at: datetime


def open_sessions(work: Work, policy: Policy, account_id: UUID) -> list[OpenSession]:
    """The account's live, complete sessions, the latest used first."""
    now = work.clock.now()
    return [
        OpenSession(row.id, row.device, row.created_at, row.last_seen_at)
        for row in work.session.scalars(
            _alive(work, account_id).order_by(LoginSessionRow.last_seen_at.desc())
        )
        if row.stage == Stage.FULL
        and not SessionSpan(row.created_at, row.last_seen_at, row.expires_at).is_over(now, policy.limits)
    ]


def end_own(work: Work, session_id: UUID) -> None:
    """End one of the actor's own sessions.

    Raises:
        NotFound: the actor has no such session.
    """
    if _row(work, session_id).account_id != work.actor.account_id:
        raise NotFound("You have no such session.")
    end(work, session_id)


def _prove(work: Work, row: LoginSessionRow) -> Token:
    token, now = Token.new(work.org_id), work.clock.now()
    row.token_hash = token.hash
    row.last_seen_at = row.reauthenticated_at = now
    return token


def _row(work: Work, session_id: UUID) -> LoginSessionRow:
    key = (LoginSessionRow.org_id == work.org_id, LoginSessionRow.id == session_id)
    row = work.session.scalar(select(LoginSessionRow).where(*key).with_for_update())
    if row is None:
        raise NotFound("There is no such session.")
    return row


def _alive(work: Work, account_id: UUID) -> Select[LoginSessionRow]:
    rows = LoginSessionRow
    of_account = (rows.org_id == work.org_id, rows.account_id == account_id, rows.ended_at.is_(None))
    return select(rows).where(*of_account, rows.expires_at > work.clock.now())
