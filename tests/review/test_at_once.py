"""Two people, two clicks, two workers at the same moment: one of them wins and the other is told."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest

from chartside.kernel.clock import FixedClock
from chartside.kernel.errors import Refused, Temporary
from chartside.kernel.ids import new_id
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.tenancy import Actor, Work, WorkDatabase
from chartside.review.delivery import deliver
from chartside.review.model import Status
from chartside.review.propose import propose, revise
from chartside.review.signing import SignatureRequest, countersign, recall, send_back
from chartside.review.store import effects_of, locked_proposal, state_of
from tests.conftest import WorkFactory
from tests.laws.receiver import Receiver
from tests.proof import prove
from tests.review.people import letter, new_letter

HOLD = timedelta(minutes=2)
Step = Callable[[Work], object]


@pytest.fixture
def proposal(work: WorkFactory, people: dict[str, Actor]) -> UUID:
    with work() as unit:
        return propose(unit, new_letter(people, new_id()))


def signature(work: Work, proposal: UUID) -> SignatureRequest:
    state = state_of(work, locked_proposal(work, proposal))
    return SignatureRequest(state.version, state.package_sha256, prove(work))


def at_once(database: WorkDatabase, org: UUID, actor: Actor, *steps: Step) -> Counter[str]:
    """Run steps in as many threads, let go together; how they ended."""
    barrier = Barrier(len(steps))

    def run(step: Step) -> str:
        barrier.wait()
        try:
            with database.work(org, actor) as unit:
                step(unit)
        except Refused:
            return "refused"
        return "done"

    with ThreadPoolExecutor(len(steps)) as pool:
        return Counter(pool.map(run, steps))


def test_a_double_click_signs_once(
    database: WorkDatabase, org: UUID, people: dict[str, Actor], work: WorkFactory, proposal: UUID
) -> None:
    with work(actor=people["therapist"]) as unit:
        request = signature(unit, proposal)
    ended = at_once(
        database, org, people["therapist"], *[lambda w: countersign(w, proposal, request, HOLD)] * 4
    )
    assert ended == {"done": 1, "refused": 3}
    with work() as unit:
        assert len(effects_of(unit, proposal, 1)) == 2


def test_an_edit_and_a_signature_do_not_mix(
    database: WorkDatabase, org: UUID, people: dict[str, Actor], work: WorkFactory, proposal: UUID
) -> None:
    with work(actor=people["therapist"]) as unit:
        request = signature(unit, proposal)
    ended = at_once(
        database,
        org,
        people["therapist"],
        lambda w: countersign(w, proposal, request, HOLD),
        lambda w: revise(w, proposal, 1, letter(["Other words."])),
    )
    assert ended == {"done": 1, "refused": 1}


def test_a_return_and_a_signature_do_not_mix(
    database: WorkDatabase, org: UUID, people: dict[str, Actor], work: WorkFactory, proposal: UUID
) -> None:
    with work(actor=people["therapist"]) as unit:
        request = signature(unit, proposal)
    ended = at_once(
        database,
        org,
        people["therapist"],
        lambda w: countersign(w, proposal, request, HOLD),
        lambda w: send_back(w, proposal, "say how it was graded"),
    )
    assert ended == {"done": 1, "refused": 1}


def test_two_workers_deliver_once(
    org: UUID,
    people: dict[str, Actor],
    work: WorkFactory,
    proposal: UUID,
    runtime: Runtime,
    receiver: Receiver,
    clock: FixedClock,
) -> None:
    receiver.idempotent = False
    with work(actor=people["therapist"]) as unit:
        countersign(unit, proposal, signature(unit, proposal), HOLD)
        effect = effects_of(unit, proposal, 1)[0].id
    clock.advance(HOLD)
    barrier = Barrier(2)

    def run(_: int) -> str:
        barrier.wait()
        try:
            deliver(runtime, org, str(effect))
        except Temporary:
            return "waits"
        return "done"

    with ThreadPoolExecutor(2) as pool:
        assert set(pool.map(run, range(2))) <= {"done", "waits"}
    deliver(runtime, org, str(effect))
    assert [len(arrivals) for arrivals in receiver.arrived.values()] == [1]


def test_recall_and_delivery_do_not_mix(
    database: WorkDatabase,
    org: UUID,
    people: dict[str, Actor],
    work: WorkFactory,
    proposal: UUID,
    runtime: Runtime,
    receiver: Receiver,
    clock: FixedClock,
) -> None:
    with work(actor=people["therapist"]) as unit:
        countersign(unit, proposal, signature(unit, proposal), HOLD)
        effects = [one.id for one in effects_of(unit, proposal, 1)]
    ended = at_once(database, org, people["therapist"], lambda w: recall(w, proposal))
    assert ended == {"done": 1}
    clock.advance(HOLD)
    for effect in effects:
        deliver(runtime, org, str(effect))
    assert not receiver.arrived
    with work() as unit:
        state = state_of(unit, locked_proposal(unit, proposal))
    assert (state.status, state.version, state.signatures) == (Status.OPEN, 2, ())
