"""How long a draft is open before its signer, measured quietly: from one look at the page to the next."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from chartside.clinic.overlays import pack_set
from chartside.documentation.learning.tables import NoteReadingRow
from chartside.documentation.similarity.standards import standard
from chartside.platform.tenancy import Work


def note_seen(work: Work, proposal_id: UUID) -> None:
    """The actor has the open draft before them now, as one of its signers."""
    account_id = work.actor.account_id
    if account_id is None:
        return
    now = work.clock.now()
    row = work.session.get(
        NoteReadingRow, (work.org_id, proposal_id, account_id), with_for_update=True, populate_existing=True
    )
    if row is None:
        row = NoteReadingRow(
            org_id=work.org_id,
            proposal_id=proposal_id,
            account_id=account_id,
            opened_at=now,
            seen_at=now,
            seconds=0,
        )
        work.session.add(row)
    else:
        row.seconds += _since(work, row.seen_at, now)
        row.seen_at = now
    work.session.flush()


def open_seconds(work: Work, proposal_id: UUID, signed_at: datetime) -> int | None:
    """How long all signers together had it open until it was signed; None when nobody opened it."""
    rows = work.session.scalars(
        select(NoteReadingRow).where(
            NoteReadingRow.org_id == work.org_id, NoteReadingRow.proposal_id == proposal_id
        )
    ).all()
    if not rows:
        return None
    return sum(
        row.seconds + (_since(work, row.seen_at, signed_at) if row.seen_at < signed_at else 0) for row in rows
    )


def _since(work: Work, seen_at: datetime, now: datetime) -> int:
    """Seconds since the last look, none after a pause: then nobody was reading."""
    seconds = int((now - seen_at).total_seconds())
    return seconds if 0 <= seconds <= standard("pause_seconds", pack_set(work)) else 0
