"""A proof of identity, as the database asks for it behind each countersignature."""

from datetime import datetime, timedelta
from uuid import UUID

from chartside.kernel.ids import new_id
from chartside.platform.identity.model import Stage
from chartside.platform.identity.tables import LoginSessionRow
from chartside.platform.tenancy import Work


def prove(work: Work, ago: timedelta = timedelta(), account_id: UUID | None = None) -> datetime:
    """Let a person (the actor) have proved who they are, in a session of their own; when that was."""
    at, who = work.clock.now() - ago, account_id or work.actor.account_id
    assert who
    session = LoginSessionRow(
        account_id=who,
        token_hash=new_id().bytes * 2,
        stage=Stage.FULL.value,
        created_at=at,
        last_seen_at=at,
        expires_at=at + timedelta(hours=12),
        reauthenticated_at=at,
        device="test",
    )
    work.session.add(session)
    work.session.flush()
    return at
