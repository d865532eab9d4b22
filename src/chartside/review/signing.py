"""The countersignature, and what a person may do instead of giving one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from chartside.kernel.canonical import canonical_json, sha256_hex
from chartside.kernel.errors import Refused
from chartside.kernel.ids import new_id
from chartside.platform.tenancy import Work
from chartside.review.difference import change_from_draft
from chartside.review.kinds import kind_named
from chartside.review.model import (
    EffectStatus,
    Refusal,
    SigningAttempt,
    Status,
    refuse_recall,
    refuse_return,
    refuse_signature,
    refuse_withdrawal,
    sign,
)
from chartside.review.propose import Version, add_version
from chartside.review.reading import content_of, manifest_of, planned_effects
from chartside.review.store import effects_of, locked_proposal, state_of, version_row
from chartside.review.tables import CountersignatureRow, EffectRow, ProposalReturnRow, ProposalRow

DELIVER_JOB = "review.deliver"


@dataclass(frozen=True)
class SignatureRequest:
    """What the signer saw and did: the version and hash on their screen, and when they proved who they are.

    `open_seconds` is how long the draft was open before them, when it was measured.
    """

    version: int
    package_sha256: str
    reauthenticated_at: datetime | None
    open_seconds: int | None = None


def countersign(work: Work, proposal_id: UUID, request: SignatureRequest, hold: timedelta) -> Status:
    """Sign the exact package. The last signature of the chain releases its effects after `hold`.

    Raises:
        Refused: with the reason, from `model.Refusal`.
    """
    row = locked_proposal(work, proposal_id)
    account_id = work.actor.account_id
    if account_id is None:
        raise Refused("Only a person signs.")
    state = state_of(work, row)
    attempt = SigningAttempt(
        account_id=account_id,
        roles=work.actor.roles,
        version=request.version,
        package_sha256=request.package_sha256,
        at=work.clock.now(),
        reauthenticated_at=request.reauthenticated_at,
    )
    refusal = refuse_signature(state, attempt) or kind_named(row.kind).objection(work, proposal_id)
    if refusal:
        raise Refused(refusal)
    signed = sign(state, attempt)
    _write_signature(work, row, attempt, request, state.chain[len(state.signatures)].role)
    if signed.status is Status.SIGNED:
        row.status = Status.SIGNED
        work.session.flush()
        _release(work, row, attempt.at + hold)
        kind_named(row.kind).on_signed(work, proposal_id)
    work.audit(
        "proposal.countersigned",
        "proposal",
        proposal_id,
        version=request.version,
        package_sha256=request.package_sha256,
        complete=signed.complete,
    )
    return signed.status


def _write_signature(
    work: Work, row: ProposalRow, attempt: SigningAttempt, request: SignatureRequest, role: str
) -> None:
    kind = kind_named(row.kind)
    signed_text = kind.text(content_of(work, row.id, row.current_version))
    draft_text = kind.text(content_of(work, row.id, 1))
    signature_id = new_id()
    sealed = work.vault.seal_json(
        work,
        "countersignature",
        signature_id,
        {"change_from_draft": change_from_draft(draft_text, signed_text)},
    )
    work.session.add(
        CountersignatureRow(
            org_id=work.org_id,
            id=signature_id,
            proposal_id=row.id,
            version=attempt.version,
            position=len(state_of(work, row).signatures) + 1,
            account_id=attempt.account_id,
            role=role,
            signer_name=work.actor.name,
            package_sha256=attempt.package_sha256,
            text_sha256=sha256_hex(canonical_json(signed_text)),
            signed_at=attempt.at,
            reauthenticated_at=attempt.reauthenticated_at,
            open_seconds=request.open_seconds,
            key_id=sealed.key_id,
            sealed=sealed.data,
        )
    )
    work.session.flush()


def _release(work: Work, row: ProposalRow, hold_until: datetime) -> None:
    manifest = manifest_of(version_row(work, row.id, row.current_version))
    for entry in manifest["effects"]:
        effect_id = new_id()
        work.session.add(
            EffectRow(
                org_id=work.org_id,
                id=effect_id,
                proposal_id=row.id,
                version=row.current_version,
                name=entry["name"],
                connector=entry["connector"],
                destination=entry["destination"],
                package_sha256=version_row(work, row.id, row.current_version).package_sha256,
                idempotency_key=f"{row.id}:{row.current_version}:{entry['name']}",
                status=EffectStatus.HELD,
                hold_until=hold_until,
                attempts=0,
            )
        )
        work.session.flush()
        work.jobs.enqueue(
            work, DELIVER_JOB, f"deliver:{effect_id}:1", effect_id, delay=hold_until - work.clock.now()
        )


def recall(work: Work, proposal_id: UUID) -> int:
    """Take a signed proposal back while all of it is still held; it is open again as a new, unsigned version.

    Raises:
        Refused: something of it has left already, or the actor did not sign it.
    """
    row = locked_proposal(work, proposal_id)
    effects = effects_of(work, proposal_id, row.current_version)
    refusal = refuse_recall(state_of(work, row), work.actor.account_id, work.clock.now())
    if refusal:
        raise Refused(refusal)
    for effect in effects:
        effect.status = EffectStatus.RECALLED
        effect.finished_at = work.clock.now()
    work.session.flush()
    old = version_row(work, proposal_id, row.current_version)
    add_version(
        work,
        row,
        Version(
            content=content_of(work, proposal_id, old.version),
            effects=planned_effects(work, proposal_id, old.version),
            blocked=old.blocked,
            change="recalled",
            writer=old.writer,
        ),
    )
    kind_named(row.kind).on_recalled(work, proposal_id)
    work.audit("proposal.recalled", "proposal", proposal_id, version=old.version)
    return row.current_version


def send_back(work: Work, proposal_id: UUID, reason: str) -> None:
    """Return it to its author with a reason; signatures given so far no longer count once it is revised.

    Raises:
        Refused: it is not open, or no reason is given.
    """
    row = locked_proposal(work, proposal_id)
    refusal = refuse_return(state_of(work, row), reason)
    if refusal or work.actor.account_id is None:
        raise Refused(refusal or "Only a person returns a draft.")
    return_id = new_id()
    sealed = work.vault.seal_json(work, "proposal_return", return_id, {"reason": reason.strip()})
    work.session.add(
        ProposalReturnRow(
            org_id=work.org_id,
            id=return_id,
            proposal_id=proposal_id,
            version=row.current_version,
            account_id=work.actor.account_id,
            returned_by=work.actor.name,
            returned_at=work.clock.now(),
            key_id=sealed.key_id,
            sealed=sealed.data,
        )
    )
    row.status = Status.RETURNED
    work.session.flush()
    work.audit("proposal.returned", "proposal", proposal_id, version=row.current_version)


def withdraw(work: Work, proposal_id: UUID) -> None:
    """A person takes an unsigned proposal off everybody's queue; it stays in the record.

    Raises:
        Refused: it is neither open nor returned, or is neither the actor's nor theirs to sign.
    """
    row = locked_proposal(work, proposal_id)
    refusal = refuse_withdrawal(state_of(work, row), row.created_by, work.actor.account_id)
    if refusal:
        raise Refused(refusal)
    _withdraw(work, row)


def supersede(work: Work, proposal_id: UUID) -> None:
    """An area takes an unsigned proposal off the queue because another, with other signers, follows it.

    Raises:
        Refused: it is neither open nor returned.
    """
    row = locked_proposal(work, proposal_id)
    if row.status not in (Status.OPEN, Status.RETURNED):
        raise Refused(Refusal.NOT_UNSIGNED)
    _withdraw(work, row)


def _withdraw(work: Work, row: ProposalRow) -> None:
    row.status = Status.WITHDRAWN
    work.session.flush()
    work.audit("proposal.withdrawn", "proposal", row.id, version=row.current_version)
