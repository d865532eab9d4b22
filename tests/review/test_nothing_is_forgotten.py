"""A signed package arrives, or says plainly that it did not: also when a connector or a job breaks."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from chartside.kernel.clock import FixedClock
from chartside.kernel.ids import new_id
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.tenancy import Actor, WorkDatabase
from chartside.review.chase import PATIENCE, chase_overdue
from chartside.review.delivery import Couriers, deliver
from chartside.review.model import EffectStatus, Status
from chartside.review.ports import OutboundFile, Receipt
from chartside.review.propose import propose
from chartside.review.queue import count_waiting, queue_for
from chartside.review.record import ProposalRecord, proposal_record
from chartside.review.signing import SignatureRequest, countersign
from tests.conftest import WorkFactory
from tests.proof import prove
from tests.review.people import new_letter

HOLD = timedelta(minutes=2)


class Broken:
    """A connector with a fault in its code."""

    idempotent = True

    def deliver(self, key: str, destination: Mapping[str, Any], files: Sequence[OutboundFile]) -> Receipt:
        raise KeyError("Ada Kessler")


@pytest.fixture
def signed(work: WorkFactory, people: dict[str, Actor]) -> UUID:
    with work(actor=people["therapist"]) as unit:
        proposal = propose(unit, new_letter(people, new_id()))
        state = proposal_record(unit, proposal).state
        countersign(unit, proposal, SignatureRequest(1, state.package_sha256, prove(unit)), HOLD)
    return proposal


def record(work: WorkFactory, proposal: UUID) -> ProposalRecord:
    with work() as unit:
        return proposal_record(unit, proposal)


def test_a_fault_in_a_connector_is_a_persons_to_settle(
    database: WorkDatabase, work: WorkFactory, org: UUID, clock: FixedClock, signed: UUID
) -> None:
    clock.advance(HOLD)
    runtime = Runtime(database, {Couriers: Couriers({"receiver": Broken()}, lambda _org, _name: {})})
    for effect in record(work, signed).effects:
        with pytest.raises(KeyError):
            deliver(runtime, org, str(effect.id))
    after = record(work, signed)
    assert after.state.status is Status.ATTENTION
    assert {one.status for one in after.effects} == {EffectStatus.UNKNOWN}
    assert all("Kessler" not in (one.reason or "") for one in after.effects)


def test_an_effect_that_no_job_delivers_any_more_is_asked_for_again(
    work: WorkFactory, clock: FixedClock, signed: UUID
) -> None:
    clock.advance(HOLD)
    with work() as unit:
        assert chase_overdue(unit) == 0
    clock.advance(PATIENCE)
    with work() as unit:
        assert chase_overdue(unit) == len(record(work, signed).effects)


def test_what_waits_is_counted_as_it_is_listed(
    work: WorkFactory, people: dict[str, Actor], signed: UUID
) -> None:
    with work(actor=people["therapist"]) as unit:
        assert count_waiting(unit) == len(queue_for(unit)) == 0
        propose(unit, new_letter(people, new_id()))
        assert count_waiting(unit) == len(queue_for(unit)) == 1
