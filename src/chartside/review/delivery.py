"""Carrying a signed package out, once.

The intent is written before the call and the outcome after it, each in its own transaction. A process that
dies in between leaves `sending`: a connector that takes idempotency keys is asked again with the same key;
one that does not leaves the outcome unknown, and a person is asked.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from chartside.kernel.canonical import canonical_json, sha256_hex
from chartside.kernel.errors import NotFound, OutsideFailure, Permanent, Refused, Temporary
from chartside.platform.crypto.vault import VaultError
from chartside.platform.jobs.registry import job
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.tenancy import Work
from chartside.review.kinds import kind_named
from chartside.review.model import (
    Effect,
    EffectStatus,
    Status,
    Step,
    next_step,
    status_after_effects,
    status_after_failure,
)
from chartside.review.ports import Deliverer, OutboundFile, Receipt
from chartside.review.reading import files_of, manifest_of
from chartside.review.signing import DELIVER_JOB
from chartside.review.store import effects_of, locked_proposal, signatures_of, version_row
from chartside.review.tables import EffectAttemptRow, EffectRow

SENDER = "delivery"
SIGNATURE_RECORD = "signatures.json"


@dataclass(frozen=True)
class Couriers:
    """Who can carry, and where to: put together by the application.

    Attributes:
        connectors: by the name that manifests use.
        address: a destination's settings, from the organisation and the destination's name in the manifest.
    """

    connectors: Mapping[str, Deliverer]
    address: Callable[[UUID, str], Mapping[str, Any]]


@dataclass(frozen=True)
class Parcel:
    """What one call of a connector needs."""

    key: str
    connector: str
    destination: Mapping[str, Any]
    files: Sequence[OutboundFile]
    attempt: int


@job(DELIVER_JOB)
def deliver(runtime: Runtime, org_id: UUID, effect: str) -> None:
    """Deliver one effect, named by its id. Safe to run any number of times, by any number of workers.

    Raises:
        Temporary: nothing happened; the job is tried again later.
    """
    effect_id = UUID(effect)
    with runtime.database.exclusive("deliver", org_id, effect) as alone:
        if not alone:
            raise Temporary("another worker is delivering this effect")
        parcel = _begin(runtime, org_id, effect_id)
        if parcel is None:
            return
        deliverer = runtime.port(Couriers).connectors[parcel.connector]
        try:
            receipt = deliverer.deliver(parcel.key, parcel.destination, parcel.files)
        except OutsideFailure as failure:
            _record_failure(runtime, org_id, effect_id, parcel, failure)
        except Exception as fault:
            # The connector's own fault: it may have happened. The job fails in sight, a person is asked.
            reason = f"The connector failed ({type(fault).__name__})."
            _record(runtime, org_id, effect_id, EffectStatus.UNKNOWN, reason=reason)
            raise
        else:
            _record(runtime, org_id, effect_id, EffectStatus.DELIVERED, receipt=receipt)


def _begin(runtime: Runtime, org_id: UUID, effect_id: UUID) -> Parcel | None:
    """Write the intent and open the package, or settle what an earlier attempt left."""
    with runtime.work(org_id, SENDER) as work:
        effect = _effect(work, effect_id)
        known = Effect(effect.name, EffectStatus(effect.status), effect.hold_until)
        idempotent = runtime.port(Couriers).connectors[effect.connector].idempotent
        step = next_step(known, work.clock.now(), idempotent=idempotent)
        if step is Step.WAIT:
            raise Temporary("the effect is still held")
        if step is Step.ASK_A_PERSON:
            _settle(work, effect, EffectStatus.UNKNOWN, reason="an attempt ended without an outcome")
        if step is not Step.SEND:
            return None
        effect.status = EffectStatus.SENDING
        effect.begun_at = work.clock.now()
        effect.attempts += 1
        work.session.add(
            EffectAttemptRow(
                org_id=org_id,
                effect_id=effect_id,
                attempt=effect.attempts,
                begun_at=effect.begun_at,
                detail={},
            )
        )
        work.session.flush()
        return _parcel(runtime, work, effect)


def _parcel(runtime: Runtime, work: Work, effect: EffectRow) -> Parcel | None:
    """Open and re-hash what was signed; refuse to send anything else."""
    try:
        manifest = manifest_of(version_row(work, effect.proposal_id, effect.version))
        files = files_of(work, effect.proposal_id, effect.version)
    except (Permanent, VaultError) as difference:
        _settle(work, effect, EffectStatus.FAILED, reason=str(difference))
        return None
    entry = next(one for one in manifest["effects"] if one["name"] == effect.name)
    outbound = []
    for named in entry["files"]:
        file = files.get(named["name"])
        if file is None or file.sha256 != named["sha256"]:
            _settle(work, effect, EffectStatus.FAILED, reason="A file differs from what was signed.")
            return None
        outbound.append(OutboundFile(file.name, file.media_type, file.sha256, file.data))
    outbound.append(_signature_record(work, effect))
    destination = runtime.port(Couriers).address(work.org_id, effect.destination)
    return Parcel(effect.idempotency_key, effect.connector, destination, outbound, effect.attempts)


def _signature_record(work: Work, effect: EffectRow) -> OutboundFile:
    """Who signed the package, in the chain's order: the one file that cannot be inside what they signed."""
    data = canonical_json(
        {
            "proposal": str(effect.proposal_id),
            "version": effect.version,
            "package_sha256": effect.package_sha256,
            "signatures": [
                {
                    "position": one.position,
                    "name": one.signer_name,
                    "role": one.role,
                    "signed_at": one.signed_at.isoformat(),
                    "package_sha256": one.package_sha256,
                }
                for one in signatures_of(work, effect.proposal_id, effect.version)
            ],
        }
    )
    return OutboundFile(SIGNATURE_RECORD, "application/json", sha256_hex(data), data)


def _record_failure(
    runtime: Runtime, org_id: UUID, effect_id: UUID, parcel: Parcel, failure: OutsideFailure
) -> None:
    outcome = status_after_failure(failure, parcel.attempt)
    _record(runtime, org_id, effect_id, outcome, reason=str(failure))
    if outcome is EffectStatus.HELD:
        raise failure


def _record(
    runtime: Runtime,
    org_id: UUID,
    effect_id: UUID,
    outcome: EffectStatus,
    *,
    reason: str | None = None,
    receipt: Receipt | None = None,
) -> None:
    with runtime.work(org_id, SENDER) as work:
        _settle(work, _effect(work, effect_id), outcome, reason=reason, receipt=receipt)


def _settle(
    work: Work,
    effect: EffectRow,
    outcome: EffectStatus,
    *,
    reason: str | None = None,
    receipt: Receipt | None = None,
) -> None:
    """Write an outcome, and what it makes of the proposal."""
    if effect.status != EffectStatus.SENDING:
        return
    now = work.clock.now()
    effect.status = outcome
    effect.finished_at = now
    effect.reason = reason
    effect.reference = receipt.reference if receipt else None
    attempt = work.session.get_one(EffectAttemptRow, (work.org_id, effect.id, effect.attempts))
    attempt.finished_at = now
    attempt.outcome = outcome.value
    attempt.detail = dict(receipt.detail) if receipt else {}
    work.session.flush()
    follow_effects(work, effect.proposal_id)
    work.audit(
        f"effect.{outcome.value}",
        "proposal",
        effect.proposal_id,
        effect=effect.name,
        attempt=effect.attempts,
        reference=effect.reference,
    )


def follow_effects(work: Work, proposal_id: UUID) -> None:
    """Let the proposal's status follow its effects."""
    row = locked_proposal(work, proposal_id)
    effects = effects_of(work, proposal_id, row.current_version)
    row.status = status_after_effects(tuple(EffectStatus(one.status) for one in effects))
    work.session.flush()
    if row.status == Status.DELIVERED:
        kind_named(row.kind).on_delivered(work, proposal_id)


def decide_effect(
    work: Work, proposal_id: UUID, effect_id: UUID, *, happened: bool, reference: str = ""
) -> None:
    """A person says what became of an effect with an unknown outcome, or asks to try a failed one again.

    Args:
        work: the unit of work; its actor is the person who decides.
        proposal_id: the proposal that they look at.
        effect_id: one of its effects.
        happened: it reached the other side (`reference` says how that is known); otherwise it is tried again.
        reference: what the other side calls it.

    Raises:
        NotFound: the proposal has no such effect.
        Refused: its outcome is known, or the word that it happened has no reference.
    """
    known = work.session.get(EffectRow, (work.org_id, effect_id))
    if known is None or known.proposal_id != proposal_id:
        raise NotFound("There is no such delivery.")
    effect = _effect(work, effect_id)
    if effect.status not in (EffectStatus.UNKNOWN, EffectStatus.FAILED):
        raise Refused("Its outcome is known already.")
    if happened and (effect.status != EffectStatus.UNKNOWN or not reference.strip()):
        raise Refused("Say how you know that it arrived.")
    effect.decided_by = work.actor.account_id
    effect.status = EffectStatus.DELIVERED if happened else EffectStatus.HELD
    effect.reference = reference.strip() or None
    work.session.flush()
    follow_effects(work, effect.proposal_id)
    if not happened:
        key = f"deliver:{effect.id}:{effect.attempts + 1}"
        work.jobs.enqueue(work, DELIVER_JOB, key, effect.id)
    work.audit("effect.decided", "proposal", effect.proposal_id, effect=effect.name, happened=happened)


def _effect(work: Work, effect_id: UUID) -> EffectRow:
    return work.session.get_one(
        EffectRow, (work.org_id, effect_id), with_for_update=True, populate_existing=True
    )
