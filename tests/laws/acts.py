"""What people, clocks and machines may do in a history, and the laws that hold after each of it."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Protocol

from hypothesis import strategies as st

from chartside.review.model import EffectStatus, ProposalState, Status
from tests.laws.receiver import FAULTS, Crash, Receiver

PEOPLE = ("therapist", "assistant", "supervisor", "stranger")
NEXT = "whoever's turn it is"
ACTS = (
    "propose",
    "edit",
    "edit an old version",
    "settle what blocks",
    "sign",
    "sign twice",
    "sign an old version",
    "sign other bytes",
    "sign without re-authentication",
    "return",
    "recall",
    "withdraw",
    "wait a minute",
    "wait an hour",
    "wait a month",
    "deliver",
    "deliver again",
    "decide that it arrived",
    "decide that it did not",
    "rotate the keys",
    "sweep",
)


@dataclass(frozen=True)
class Act:
    """One step of a history; `pick` chooses among the proposals there are."""

    what: str
    who: str
    pick: int
    fault: str


def acts() -> st.SearchStrategy[Act]:
    """Any act by anybody; often the one that everything else waits for."""
    return st.builds(
        Act,
        what=st.sampled_from((*ACTS, *("sign",) * 4)),
        who=st.sampled_from((*PEOPLE, *(NEXT,) * 3)),
        pick=st.integers(0, 3),
        fault=st.sampled_from(FAULTS),
    )


class World(Protocol):
    """What a history is played on: memory, or the real services on PostgreSQL."""

    receiver: Receiver

    def count(self) -> int: ...
    def whose_turn(self, proposal: int) -> str: ...
    def state(self, proposal: int) -> ProposalState: ...
    def key(self, proposal: int, effect: str) -> str: ...
    def arrivals(self) -> dict[str, list[dict[str, str]]]: ...
    def file_hashes(self, proposal: int, version: int) -> dict[str, str]: ...
    def propose(self, who: str, *, cosigned: bool, blocked: bool) -> None: ...
    def edit(self, proposal: int, who: str, seen: int, *, blocked: bool) -> None: ...
    def sign(self, proposal: int, who: str, seen: int, sha256: str, *, fresh: bool) -> None: ...
    def send_back(self, proposal: int, who: str) -> None: ...
    def recall(self, proposal: int, who: str) -> None: ...
    def withdraw(self, proposal: int, who: str) -> None: ...
    def wait(self, delta: timedelta) -> None: ...
    def deliver(self, proposal: int) -> None: ...
    def decide(self, proposal: int, who: str, *, happened: bool) -> None: ...
    def rotate_keys(self) -> None: ...
    def sweep(self) -> None: ...


@dataclass
class Ledger:
    """What the laws remember between acts."""

    signed: dict[tuple[int, int], str] = field(default_factory=dict)
    said_not_arrived: Counter[str] = field(default_factory=Counter)


WAITS = {
    "wait a minute": timedelta(minutes=1),
    "wait an hour": timedelta(hours=1),
    "wait a month": timedelta(days=31),
}


def play(world: World, history: list[Act]) -> None:
    """Run a history and check the laws after each act and at the end, when the machines have caught up."""
    ledger = Ledger()
    world.propose("therapist", cosigned=False, blocked=False)
    for act in history:
        perform(world, act, ledger)
        check_laws(world, ledger)
    catch_up(world)
    check_laws(world, ledger)
    check_nothing_is_stuck(world)


def perform(world: World, act: Act, ledger: Ledger) -> None:
    """Do one act; what is refused changes nothing."""
    if act.what == "propose":
        world.propose("therapist", cosigned=act.who in ("assistant", NEXT), blocked=act.pick == 3)
        return
    if act.what in WAITS:
        world.wait(WAITS[act.what])
        return
    if act.what in ("rotate the keys", "sweep"):
        world.rotate_keys() if act.what == "rotate the keys" else world.sweep()
        return
    proposal = act.pick % world.count()
    state = world.state(proposal)
    if act.who == NEXT:
        act = replace(act, who=world.whose_turn(proposal))
    if act.what.startswith("sign"):
        _sign(world, act, proposal, state)
    elif act.what.startswith("deliver"):
        _deliver(world, proposal, act.fault, times=2 if act.what == "deliver again" else 1)
    elif act.what.startswith("decide"):
        _decide(world, act, proposal, state, ledger)
    else:
        _change(world, act, proposal, state)


def _sign(world: World, act: Act, proposal: int, state: ProposalState) -> None:
    seen = state.version - 1 if act.what == "sign an old version" else state.version
    sha256 = "0" * 64 if act.what == "sign other bytes" else state.package_sha256
    fresh = act.what != "sign without re-authentication"
    for _ in range(2 if act.what == "sign twice" else 1):
        world.sign(proposal, act.who, seen, sha256, fresh=fresh)


def _deliver(world: World, proposal: int, fault: str, *, times: int) -> None:
    world.receiver.fault = fault
    for _ in range(times):
        try:
            world.deliver(proposal)
        except Crash:
            world.receiver.fault = "none"
    world.receiver.fault = "none"


def _decide(world: World, act: Act, proposal: int, state: ProposalState, ledger: Ledger) -> None:
    happened = act.what == "decide that it arrived"
    before = {one.name: one.status for one in state.effects}
    world.decide(proposal, act.who, happened=happened)
    for one in world.state(proposal).effects:
        if before[one.name] is EffectStatus.UNKNOWN and one.status is EffectStatus.HELD:
            ledger.said_not_arrived[world.key(proposal, one.name)] += 1


def _change(world: World, act: Act, proposal: int, state: ProposalState) -> None:
    if act.what == "edit":
        world.edit(proposal, act.who, state.version, blocked=act.pick == 2)
    elif act.what == "edit an old version":
        world.edit(proposal, act.who, state.version - 1, blocked=False)
    elif act.what == "settle what blocks":
        world.edit(proposal, act.who, state.version, blocked=False)
    elif act.what == "return":
        world.send_back(proposal, act.who)
    elif act.what == "recall":
        world.recall(proposal, act.who)
    else:
        world.withdraw(proposal, act.who)


def check_laws(world: World, ledger: Ledger) -> None:
    """Nothing unsigned left, signed bytes did not change, nothing arrived twice."""
    for proposal in range(world.count()):
        state = world.state(proposal)
        if state.status in (Status.SIGNED, Status.DELIVERED, Status.ATTENTION):
            assert state.complete
            assert state.blocked == 0
            assert all(one.package_sha256 == state.package_sha256 for one in state.signatures)
            ledger.signed[proposal, state.version] = state.package_sha256
        else:
            assert not state.effects
    for key, arrivals in world.arrivals().items():
        proposal, version = (int(part) for part in key.split(".")[:2])
        assert (proposal, version) in ledger.signed, "something left that nobody had signed"
        expected = world.file_hashes(proposal, version)
        assert all(arrival.items() <= expected.items() for arrival in arrivals), "other bytes left"
        assert len(arrivals) <= 1 + ledger.said_not_arrived[key], "it left twice"


def catch_up(world: World) -> None:
    """Let the machines finish without faults."""
    world.wait(timedelta(minutes=10))
    for _ in range(2):
        for proposal in range(world.count()):
            _deliver(world, proposal, "none", times=1)


def check_nothing_is_stuck(world: World) -> None:
    """Every effect of a signed proposal arrived, failed in the open, or waits for a person's word."""
    for proposal in range(world.count()):
        for effect in world.state(proposal).effects:
            assert effect.status in (EffectStatus.DELIVERED, EffectStatus.FAILED, EffectStatus.UNKNOWN)
