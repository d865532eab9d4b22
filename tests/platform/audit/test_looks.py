"""The look log: sealed by the second, without anyone waiting."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import func, select, text

from chartside.kernel.ids import new_id
from chartside.platform.audit.looks import LookSealer, seal_looks, verify_looks
from chartside.platform.audit.tables import Look, LookBlock
from chartside.platform.tenancy import WorkDatabase
from tests.conftest import WorkFactory
from tests.platform.audit.test_chain import tamper

# Moves every look one minute back, so that its second is over and a test needs not wait for that.
EARLIER = "update look set slot = slot - 60 where org_id = %(org)s"


@pytest.fixture
def look(database: WorkDatabase, work: WorkFactory, org: UUID) -> Callable[..., None]:
    def look(times: int = 1, *, earlier: bool = True) -> None:
        with work() as w:
            for _ in range(times):
                w.look(new_id(), "/patients")
        if earlier:
            tamper(database, org, EARLIER)

    return look


def seal(work: WorkFactory) -> int:
    with work() as w:
        return seal_looks(w)


def test_looks_are_sealed_once(work: WorkFactory, look: Callable[..., None]) -> None:
    look(3)
    assert seal(work) == 1
    assert seal(work) == 0
    with work() as w:
        block = w.session.scalars(select(LookBlock)).one()
        assert (block.seq, block.looks, block.prev) == (1, 3, b"")
        report = verify_looks(w.session)
        assert (report.holds, report.blocks.links, report.unsealed) == (True, 1, 0)


def test_the_present_second_is_left_open(database: WorkDatabase, work: WorkFactory, org: UUID) -> None:
    with work() as w:
        w.look(new_id(), "/patients")
    # As if the look were made in a second that is still to come.
    tamper(database, org, "update look set slot = slot + 60 where org_id = %(org)s")
    assert seal(work) == 0
    with work() as w:
        assert verify_looks(w.session).unsealed == 1


def test_a_second_with_an_open_transaction_waits(
    database: WorkDatabase, work: WorkFactory, org: UUID, look: Callable[..., None]
) -> None:
    look()
    with work() as reader:
        slot = reader.session.scalar(select(Look.slot))
        # What the trigger does for a look that is not committed yet.
        reader.session.execute(
            text("select pg_advisory_xact_lock_shared(lock_key('look', :org_id, :slot))"),
            {"org_id": org, "slot": str(slot)},
        )
        assert seal(work) == 0
    assert seal(work) == 1


def test_a_look_after_a_clock_that_went_back_joins_a_later_second(
    database: WorkDatabase, work: WorkFactory, org: UUID, look: Callable[..., None]
) -> None:
    look()
    assert seal(work) == 1
    tamper(database, org, "update look_block set slot = slot + 120 where org_id = %(org)s")
    look(earlier=False)
    with work() as w:
        sealed_to = w.session.scalar(select(func.max(LookBlock.slot)))
        newest = w.session.scalar(select(func.max(Look.slot)))
        assert sealed_to is not None
        assert newest == sealed_to + 1


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("update look set page = '/elsewhere' where org_id = %(org)s", "a look was changed"),
        ("update look set actor_name = 'Mallory' where org_id = %(org)s", "a look was changed"),
        ("delete from look where org_id = %(org)s and page = '/second'", "2 looks were sealed, 1 are there"),
        ("delete from look where org_id = %(org)s", "2 looks were sealed, 0 are there"),
        ("update look_block set looks = 1 where org_id = %(org)s", "content was changed"),
    ],
)
def test_tampering_is_found(
    database: WorkDatabase, work: WorkFactory, org: UUID, statement: str, problem: str
) -> None:
    with work() as w:
        w.look(new_id(), "/first")
        w.look(new_id(), "/second")
    # Into one second that is over, wherever the two fell.
    tamper(database, org, "update look set slot = 1000 where org_id = %(org)s")
    assert seal(work) == 1
    tamper(database, org, statement)
    with work() as w:
        report = verify_looks(w.session)
    assert report.blocks.broken is not None
    assert problem in report.blocks.broken.problem


def test_a_removed_block_is_missed(database: WorkDatabase, work: WorkFactory, org: UUID) -> None:
    with work() as w:
        w.look(new_id(), "/1001")
        w.look(new_id(), "/1002")
    tamper(database, org, "update look set slot = substr(page, 2)::bigint where org_id = %(org)s")
    assert seal(work) == 2
    tamper(database, org, "delete from look_block where org_id = %(org)s and seq = 1")
    with work() as w:
        report = verify_looks(w.session)
    assert report.blocks.broken is not None
    assert "entry 1 is missing" in report.blocks.broken.problem


def test_the_sealer_takes_every_organisation(
    database: WorkDatabase, work: WorkFactory, look: Callable[..., None]
) -> None:
    look()
    sealer = LookSealer(database, seconds=0.01)
    sealer.start()
    sealer.stop()
    with work() as w:
        assert w.session.scalar(select(func.count()).select_from(LookBlock)) == 1
