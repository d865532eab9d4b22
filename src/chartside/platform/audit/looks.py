"""Seals the look log in blocks, one for each second in which somebody looked, and checks them."""

import hashlib
import logging
import threading
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, insert, select, text
from sqlalchemy.orm import Session

from chartside.platform.audit.chain import (
    ChainBreak,
    ChainReport,
    Links,
    chain_hash,
    chain_text,
    instant_text,
    walk,
)
from chartside.platform.audit.tables import Look, LookBlock
from chartside.platform.database.base import organisation_of
from chartside.platform.tenancy import Actor, Work, WorkDatabase

_AT_ONCE = 2_000

# Complete seconds that have no block. No transaction lives for an hour, so older ones need no second glance.
_UNSEALED = text("""
    select distinct slot from look l
    where org_id = :org_id and slot < floor(extract(epoch from clock_timestamp()))
      and slot > (select coalesce(max(slot), 0) - 3600 from look_block where org_id = :org_id)
      and not exists (select 1 from look_block b where b.org_id = l.org_id and b.slot = l.slot)
    order by slot
""")
_TAKE = text("select pg_try_advisory_xact_lock(lock_key('look', :org_id, :slot))")


def seal_looks(work: Work) -> int:
    """Chain a block for each complete second that has none; returns how many.

    A second in which a transaction is still open is left for the next time.
    """
    session, sealed = work.session, 0
    for slot in session.scalars(_UNSEALED, {"org_id": work.org_id}).all():
        if session.scalar(_TAKE, {"org_id": work.org_id, "slot": str(slot)}):
            # The trigger counts, hashes and chains; nothing handed in here is believed.
            row = {"org_id": work.org_id, "seq": 0, "slot": slot}
            session.execute(insert(LookBlock.__table__), row)  # type: ignore[arg-type]
            sealed += 1
    return sealed


class LookSealer:
    """Seals the looks of every organisation about once a second, in a thread of its own."""

    def __init__(self, database: WorkDatabase, *, seconds: float = 1.0) -> None:
        self._database = database
        self._seconds = seconds
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="look-sealer", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Seal once more and end."""
        self._stop.set()
        self._thread.join()
        self.seal_all()

    def seal_all(self) -> int:
        """Seal what is complete now, in every organisation; returns how many blocks."""
        return sum(self._seal(org_id) for org_id in self._database.tenant_ids())

    def _run(self) -> None:
        while not self._stop.wait(self._seconds):
            try:
                self.seal_all()
            except Exception:
                # The database may be restarting; looks wait unsealed until the next round.
                logging.getLogger(__name__).exception("sealing the look log failed; trying again")

    def _seal(self, org_id: UUID) -> int:
        with self._database.work(org_id, Actor.system("look sealer")) as work:
            return seal_looks(work)


@dataclass(frozen=True)
class LookReport:
    """The chain of blocks, and how many looks of complete seconds wait for theirs."""

    blocks: ChainReport
    unsealed: int

    @property
    def holds(self) -> bool:
        """No sealed look was changed, removed or slipped in."""
        return self.blocks.holds


def verify_looks(session: Session) -> LookReport:
    """Check that the blocks form a chain and that the looks in them are those that were sealed."""
    blocks = walk(_links(session))
    if blocks.holds:
        changed = _first_changed(session)
        if changed:
            blocks = ChainReport(changed.seq - 1, blocks.head, changed)
    waiting = select(func.count()).select_from(Look).where(Look.org_id == organisation_of(session))
    sealed = select(LookBlock.slot).where(LookBlock.org_id == Look.org_id, LookBlock.slot == Look.slot)
    return LookReport(blocks, session.scalar(waiting.where(~sealed.exists())) or 0)


def _links(session: Session) -> Links:
    query = select(LookBlock).where(LookBlock.org_id == organisation_of(session)).order_by(LookBlock.seq)
    with session.scalars(query.execution_options(yield_per=_AT_ONCE)) as blocks:
        for block in blocks:
            yield block.seq, block.prev, block.hash, _block_hash(block)


def _block_hash(block: LookBlock) -> bytes:
    return chain_hash(
        block.prev.hex(),
        str(block.org_id),
        str(block.seq),
        str(block.slot),
        str(block.looks),
        block.content.hex(),
        instant_text(block.sealed_at),
    )


def _first_changed(session: Session) -> ChainBreak | None:
    """The first block whose looks are not those that were sealed."""
    own = LookBlock.org_id == organisation_of(session)
    table = Look.__table__.c
    query = (
        select(LookBlock.seq, LookBlock.looks.label("sealed_looks"), LookBlock.content, *table)
        .outerjoin(Look, (Look.org_id == LookBlock.org_id) & (Look.slot == LookBlock.slot))
        .where(own)
        .order_by(LookBlock.seq, table.id)
        .execution_options(yield_per=_AT_ONCE)
    )
    with session.execute(query) as found:
        for seq, rows in groupby(found, key=lambda row: row.seq):
            problem = _content_problem(list(rows))
            if problem:
                return ChainBreak(seq, problem)
    return None


def _content_problem(rows: list[Row[*tuple[Any, ...]]]) -> str:
    looks = [row for row in rows if row.id is not None]
    if len(looks) != rows[0].sealed_looks:
        return f"{rows[0].sealed_looks} looks were sealed, {len(looks)} are there"
    content = ";".join(_look_text(look) for look in looks)
    return "" if hashlib.sha256(content.encode()).digest() == rows[0].content else "a look was changed"


def _look_text(look: Row[*tuple[Any, ...]]) -> str:
    return chain_text(
        str(look.id),
        instant_text(look.at),
        instant_text(look.recorded_at),
        str(look.account_id) if look.account_id else None,
        look.actor_name,
        str(look.patient_id),
        look.page,
    )
