"""A proposal's life as pure decisions: what may happen next, and what is refused and why.

```
            revise                     last countersignature          every effect known
   open ───────────► open (version+1) ───────────────► signed ─────────────────► delivered
    │  ▲                                                │  │
    │  └── revise ── returned ◄── send back (reason)    │  └─ an effect failed or unknown ─► attention
    │                                                   └─ recall while held ─► open (version+1)
    └─ its day passes ─► expired            withdrawn: its author takes it back
```

A countersignature counts for one version only: a later version starts with none. The database repeats every
rule of this page (`platform/database/migrations/versions/0004_review_laws.sql`); this page exists so that a
person is told the reason before the database refuses, and so that the laws can be tried in a million
histories in memory.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from chartside.kernel.errors import OutsideFailure, Temporary, UnknownOutcome

MAX_ATTEMPTS = 8
REAUTHENTICATION_MAX_AGE = timedelta(minutes=5)


class Status(StrEnum):
    """Where a proposal stands."""

    OPEN = "open"
    RETURNED = "returned"
    SIGNED = "signed"
    DELIVERED = "delivered"
    ATTENTION = "attention"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class EffectStatus(StrEnum):
    """Where one effect of a signed proposal stands."""

    HELD = "held"
    SENDING = "sending"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN = "unknown"
    RECALLED = "recalled"


class Refusal(StrEnum):
    """Why something may not happen, in words a clinic person reads."""

    NOT_OPEN = "It no longer waits for a signature."
    NOT_REVISABLE = "A signed proposal is not changed. Recall it while it is held, or add an addendum."
    OTHER_VERSION = "It was changed since you opened it. Read the new version first."
    OTHER_PACKAGE = "What would leave differs from what you saw. Read it again."
    BLOCKED = "Something in it still blocks signing."
    EXPIRED = "Its time to sign has passed. Draft it again."
    NOT_YOUR_TURN = "It waits for somebody else's signature."
    ROLE = "Your role does not sign this."
    REAUTHENTICATE = "Confirm that it is you, then sign within five minutes."
    LEFT_ALREADY = "It has left already. It can no longer be recalled."
    NOTHING_TO_RECALL = "Nothing is held."
    NOT_YOURS_TO_RECALL = "Only somebody who signed it recalls it."
    NOT_UNSIGNED = "Only a draft that nobody has signed to the end is withdrawn."
    NOT_YOURS_TO_WITHDRAW = "Only its author, or somebody who signs it, withdraws a draft."
    REASON_MISSING = "Say why, so that the author knows what to change."


@dataclass(frozen=True)
class Signer:
    """One place in the chain of signatures.

    `account_id` binds the place to a person; without it anybody with `role` may take it.
    """

    position: int
    role: str
    account_id: UUID | None = None


@dataclass(frozen=True)
class Signature:
    """A countersignature over one version's package."""

    position: int
    account_id: UUID
    version: int
    package_sha256: str
    signed_at: datetime


@dataclass(frozen=True)
class Effect:
    """Something that leaves: one entry of the package's manifest."""

    name: str
    status: EffectStatus
    hold_until: datetime


@dataclass(frozen=True)
class ProposalState:
    """All that the decisions below look at.

    `signatures` are those of the current version only; `blocked` counts what blocks signing it.
    """

    status: Status
    version: int
    package_sha256: str
    blocked: int
    chain: tuple[Signer, ...]
    expires_at: datetime
    signatures: tuple[Signature, ...] = ()
    effects: tuple[Effect, ...] = ()

    @property
    def next_signer(self) -> Signer | None:
        """Whose turn it is; none once the chain is complete."""
        return self.chain[len(self.signatures)] if len(self.signatures) < len(self.chain) else None

    @property
    def complete(self) -> bool:
        """Everyone in the chain has signed this version."""
        return self.next_signer is None


@dataclass(frozen=True)
class SigningAttempt:
    """A person's wish to sign: who, with which roles, over which bytes, re-authenticated when."""

    account_id: UUID
    roles: frozenset[str]
    version: int
    package_sha256: str
    at: datetime
    reauthenticated_at: datetime | None


def refuse_signature(state: ProposalState, attempt: SigningAttempt) -> Refusal | None:
    """Why this signature may not be given, or None."""
    if state.status is not Status.OPEN:
        return Refusal.NOT_OPEN
    if attempt.at >= state.expires_at:
        return Refusal.EXPIRED
    if attempt.version != state.version:
        return Refusal.OTHER_VERSION
    if attempt.package_sha256 != state.package_sha256:
        return Refusal.OTHER_PACKAGE
    if state.blocked:
        return Refusal.BLOCKED
    return _refuse_signer(state, attempt)


def _refuse_signer(state: ProposalState, attempt: SigningAttempt) -> Refusal | None:
    signer = state.next_signer
    if signer is None or (signer.account_id is not None and signer.account_id != attempt.account_id):
        return Refusal.NOT_YOUR_TURN
    if signer.role not in attempt.roles:
        return Refusal.ROLE
    if any(given.account_id == attempt.account_id for given in state.signatures):
        return Refusal.NOT_YOUR_TURN
    fresh = attempt.reauthenticated_at
    if fresh is None or not timedelta(0) <= attempt.at - fresh <= REAUTHENTICATION_MAX_AGE:
        return Refusal.REAUTHENTICATE
    return None


def sign(state: ProposalState, attempt: SigningAttempt) -> ProposalState:
    """Add the signature; the last one of the chain makes the proposal signed.

    Raises:
        ValueError: the signature is refused (ask `refuse_signature` first).
    """
    refusal = refuse_signature(state, attempt)
    if refusal:
        raise ValueError(refusal)
    given = Signature(
        len(state.signatures) + 1, attempt.account_id, state.version, state.package_sha256, attempt.at
    )
    signed = replace(state, signatures=(*state.signatures, given))
    return replace(signed, status=Status.SIGNED) if signed.complete else signed


def refuse_revision(state: ProposalState, seen_version: int) -> Refusal | None:
    """Why the content may not be changed, or None. A change voids the signatures given so far."""
    if state.status not in (Status.OPEN, Status.RETURNED):
        return Refusal.NOT_REVISABLE
    return Refusal.OTHER_VERSION if seen_version != state.version else None


def refuse_return(state: ProposalState, reason: str) -> Refusal | None:
    """Why it may not be sent back to its author, or None."""
    if state.status is not Status.OPEN:
        return Refusal.NOT_OPEN
    return None if reason.strip() else Refusal.REASON_MISSING


def refuse_withdrawal(state: ProposalState, author: UUID | None, account_id: UUID | None) -> Refusal | None:
    """Why this person may not take it off the queue, or None."""
    if state.status not in (Status.OPEN, Status.RETURNED):
        return Refusal.NOT_UNSIGNED
    people = {author, *(signer.account_id for signer in state.chain)} - {None}
    return None if account_id in people else Refusal.NOT_YOURS_TO_WITHDRAW


def refuse_recall(state: ProposalState, account_id: UUID | None, at: datetime) -> Refusal | None:
    """Why this person may not recall it, or None: only a signer, only while all of it is still held."""
    if not is_recallable(state, at):
        nothing = state.status is not Status.SIGNED or not state.effects
        return Refusal.NOTHING_TO_RECALL if nothing else Refusal.LEFT_ALREADY
    if all(given.account_id != account_id for given in state.signatures):
        return Refusal.NOT_YOURS_TO_RECALL
    return None


def is_recallable(state: ProposalState, at: datetime) -> bool:
    """Whether it is signed and every effect of it is still held."""
    held = all(one.status is EffectStatus.HELD and at < one.hold_until for one in state.effects)
    return state.status is Status.SIGNED and bool(state.effects) and held


def status_after_effects(effects: tuple[EffectStatus, ...]) -> Status:
    """What the effects make of a signed proposal."""
    if any(one in (EffectStatus.FAILED, EffectStatus.UNKNOWN) for one in effects):
        return Status.ATTENTION
    if all(one is EffectStatus.DELIVERED for one in effects):
        return Status.DELIVERED
    return Status.SIGNED


_NEXT: dict[EffectStatus, frozenset[EffectStatus]] = {
    EffectStatus.HELD: frozenset({EffectStatus.SENDING, EffectStatus.RECALLED}),
    EffectStatus.SENDING: frozenset(
        {EffectStatus.DELIVERED, EffectStatus.FAILED, EffectStatus.UNKNOWN, EffectStatus.HELD}
    ),
    EffectStatus.UNKNOWN: frozenset({EffectStatus.DELIVERED, EffectStatus.HELD}),
    EffectStatus.FAILED: frozenset({EffectStatus.HELD}),
    EffectStatus.DELIVERED: frozenset(),
    EffectStatus.RECALLED: frozenset(),
}


def may_become(now: EffectStatus, then: EffectStatus) -> bool:
    """Whether an effect may go from one status to another.

    From `sending` back to `held` only when nothing happened (a temporary failure); from `failed` or
    `unknown` only by a person, who says whether it happened.
    """
    return then in _NEXT[now]


class Step(StrEnum):
    """What a sender does next with an effect."""

    NOTHING = "nothing"
    WAIT = "wait"
    SEND = "send"
    ASK_A_PERSON = "ask a person"


def next_step(effect: Effect, at: datetime, *, idempotent: bool) -> Step:
    """What to do with an effect now.

    `sending` at this point means that an earlier attempt ended without an outcome: the call is repeated
    only where the connector takes idempotency keys.
    """
    if effect.status is EffectStatus.SENDING:
        return Step.SEND if idempotent else Step.ASK_A_PERSON
    if effect.status is EffectStatus.HELD:
        return Step.SEND if at >= effect.hold_until else Step.WAIT
    return Step.NOTHING


def status_after_failure(failure: OutsideFailure, attempt: int) -> EffectStatus:
    """What a failed attempt makes of its effect. After the last attempt a temporary failure is a failure."""
    if isinstance(failure, UnknownOutcome):
        return EffectStatus.UNKNOWN
    if isinstance(failure, Temporary) and attempt < MAX_ATTEMPTS:
        return EffectStatus.HELD
    return EffectStatus.FAILED
