"""A world in memory: the pure decisions of `review.model` over plain dictionaries.

Only storage is played here; every decision is the product's own.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from chartside.kernel.canonical import sha256_hex
from chartside.kernel.clock import FixedClock
from chartside.kernel.errors import OutsideFailure
from chartside.review.model import (
    Effect,
    EffectStatus,
    ProposalState,
    Signer,
    SigningAttempt,
    Status,
    Step,
    may_become,
    next_step,
    refuse_recall,
    refuse_return,
    refuse_revision,
    refuse_signature,
    refuse_withdrawal,
    sign,
    status_after_effects,
    status_after_failure,
)
from chartside.review.ports import OutboundFile
from tests.laws.receiver import Receiver

_NAMES = UUID(int=7)
ACCOUNTS = {who: uuid5(_NAMES, who) for who in ("therapist", "assistant", "supervisor", "stranger")}
ROLES = {
    "therapist": frozenset({"therapist"}),
    "assistant": frozenset({"assistant"}),
    "supervisor": frozenset({"therapist"}),
    "stranger": frozenset({"biller"}),
}
HOLD = timedelta(minutes=2)
EFFECTS = ("chart", "claim")


def chain(*, cosigned: bool) -> tuple[Signer, ...]:
    """A therapist alone, or an assistant and then the supervisor."""
    if cosigned:
        return (
            Signer(1, "assistant", ACCOUNTS["assistant"]),
            Signer(2, "therapist", ACCOUNTS["supervisor"]),
        )
    return (Signer(1, "therapist", ACCOUNTS["therapist"]),)


class MemoryWorld:
    """Proposals as values."""

    def __init__(self, *, idempotent: bool) -> None:
        self.receiver = Receiver(idempotent=idempotent)
        self.clock = FixedClock(datetime(2026, 11, 20, 17, 0, tzinfo=UTC))
        self.proposals: list[ProposalState] = []
        self.attempts: dict[str, int] = {}

    def count(self) -> int:
        return len(self.proposals)

    def whose_turn(self, proposal: int) -> str:
        signer = self.proposals[proposal].next_signer
        return next(
            (who for who, account in ACCOUNTS.items() if signer and account == signer.account_id), "therapist"
        )

    def state(self, proposal: int) -> ProposalState:
        return self.proposals[proposal]

    def key(self, proposal: int, effect: str) -> str:
        return f"{proposal}.{self.proposals[proposal].version}.{effect}"

    def arrivals(self) -> dict[str, list[dict[str, str]]]:
        return self.receiver.arrived

    def file_hashes(self, proposal: int, version: int) -> dict[str, str]:
        return {f"{name}.txt": sha256_hex(_bytes(proposal, version, name)) for name in EFFECTS}

    def propose(self, who: str, *, cosigned: bool, blocked: bool) -> None:
        number = len(self.proposals)
        self.proposals.append(
            ProposalState(
                status=Status.OPEN,
                version=1,
                package_sha256=_package(number, 1),
                blocked=int(blocked),
                chain=chain(cosigned=cosigned),
                expires_at=self.clock.now() + timedelta(days=14),
            )
        )

    def edit(self, proposal: int, who: str, seen: int, *, blocked: bool) -> None:
        state = self.proposals[proposal]
        if not refuse_revision(state, seen):
            self._open(proposal, blocked=int(blocked))

    def _open(self, proposal: int, *, blocked: int) -> None:
        state = self.proposals[proposal]
        self.proposals[proposal] = replace(
            state,
            status=Status.OPEN,
            version=state.version + 1,
            package_sha256=_package(proposal, state.version + 1),
            blocked=blocked,
            signatures=(),
            effects=(),
        )

    def sign(self, proposal: int, who: str, seen: int, sha256: str, *, fresh: bool) -> None:
        now = self.clock.now()
        age = timedelta(minutes=1) if fresh else timedelta(minutes=6)
        attempt = SigningAttempt(ACCOUNTS[who], ROLES[who], seen, sha256, now, now - age)
        state = self.proposals[proposal]
        if refuse_signature(state, attempt):
            return
        signed = sign(state, attempt)
        if signed.status is Status.SIGNED:
            held = tuple(Effect(name, EffectStatus.HELD, now + HOLD) for name in EFFECTS)
            signed = replace(signed, effects=held)
        self.proposals[proposal] = signed

    def send_back(self, proposal: int, who: str) -> None:
        state = self.proposals[proposal]
        if not refuse_return(state, "say more about the grading"):
            self.proposals[proposal] = replace(state, status=Status.RETURNED)

    def recall(self, proposal: int, who: str) -> None:
        state = self.proposals[proposal]
        if not refuse_recall(state, ACCOUNTS[who], self.clock.now()):
            self._open(proposal, blocked=state.blocked)

    def withdraw(self, proposal: int, who: str) -> None:
        state = self.proposals[proposal]
        if not refuse_withdrawal(state, ACCOUNTS["therapist"], ACCOUNTS[who]):
            self.proposals[proposal] = replace(state, status=Status.WITHDRAWN)

    def wait(self, delta: timedelta) -> None:
        self.clock.advance(delta)

    def deliver(self, proposal: int) -> None:
        for effect in self.proposals[proposal].effects:
            self._deliver(proposal, effect)

    def _deliver(self, proposal: int, effect: Effect) -> None:
        step = next_step(effect, self.clock.now(), idempotent=self.receiver.idempotent)
        if step is Step.ASK_A_PERSON:
            self._settle(proposal, effect.name, EffectStatus.UNKNOWN)
        if step is not Step.SEND:
            return
        key = self.key(proposal, effect.name)
        self.attempts[key] = self.attempts.get(key, 0) + 1
        if effect.status is EffectStatus.HELD:
            self._settle(proposal, effect.name, EffectStatus.SENDING)
        data = _bytes(proposal, self.proposals[proposal].version, effect.name)
        file = OutboundFile(f"{effect.name}.txt", "text/plain", sha256_hex(data), data)
        try:
            self.receiver.deliver(key, {}, [file])
        except OutsideFailure as failure:
            self._settle(proposal, effect.name, status_after_failure(failure, self.attempts[key]))
        else:
            self._settle(proposal, effect.name, EffectStatus.DELIVERED)

    def _settle(self, proposal: int, name: str, outcome: EffectStatus) -> None:
        state = self.proposals[proposal]
        now = next(one for one in state.effects if one.name == name).status
        assert may_become(now, outcome), (now, outcome)
        effects = tuple(replace(one, status=outcome) if one.name == name else one for one in state.effects)
        status = status_after_effects(tuple(one.status for one in effects))
        self.proposals[proposal] = replace(state, effects=effects, status=status)

    def decide(self, proposal: int, who: str, *, happened: bool) -> None:
        for effect in self.proposals[proposal].effects:
            if effect.status is EffectStatus.UNKNOWN:
                outcome = EffectStatus.DELIVERED if happened else EffectStatus.HELD
                self._settle(proposal, effect.name, outcome)
            elif effect.status is EffectStatus.FAILED and not happened:
                self._settle(proposal, effect.name, EffectStatus.HELD)

    def rotate_keys(self) -> None:
        """Nothing is encrypted in memory."""

    def sweep(self) -> None:
        for number, state in enumerate(self.proposals):
            overdue = state.expires_at <= self.clock.now()
            if state.status in (Status.OPEN, Status.RETURNED) and overdue:
                self.proposals[number] = replace(state, status=Status.EXPIRED)


def _bytes(proposal: int, version: int, name: str) -> bytes:
    return f"{name} of {proposal} version {version}".encode()


def _package(proposal: int, version: int) -> str:
    return sha256_hex(b"".join(_bytes(proposal, version, name) for name in EFFECTS))
