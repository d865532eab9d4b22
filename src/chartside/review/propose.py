"""Putting something before a person: a new proposal, or a new version of one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from chartside.kernel.canonical import canonical_json
from chartside.kernel.errors import Refused
from chartside.kernel.ids import new_id
from chartside.platform.tenancy import Work
from chartside.review.kinds import kind_named
from chartside.review.model import Signer, Status, refuse_revision
from chartside.review.package import PlannedEffect, build_package
from chartside.review.store import locked_proposal, state_of
from chartside.review.tables import PackageFileRow, ProposalRow, ProposalVersionRow, SignerRow


@dataclass(frozen=True)
class Version:
    """What one version says and would send.

    Attributes:
        content: JSON-shaped; what the reviewer reads.
        effects: renders what would leave from the proposal's id and the version's number.
        blocked: how many things block signing it.
        change: what happened to make this version, as a tag (`drafted`, `edited`, `vouched`, `recalled`).
        writer: who or what wrote it, as shown to the reviewer.
        header: what the queue shows from this version on; None leaves it as it is.
    """

    content: dict[str, Any]
    effects: Callable[[UUID, int], Sequence[PlannedEffect]]
    blocked: int
    change: str
    writer: str
    header: dict[str, Any] | None = None


@dataclass(frozen=True)
class NewProposal:
    """What an area hands in.

    Attributes:
        header: what the queue shows (JSON; may name the patient; is sealed).
        value_cents: what it is worth, when known.
    """

    kind: str
    subject_type: str
    subject_id: UUID
    header: dict[str, Any]
    chain: tuple[Signer, ...]
    first: Version
    patient_id: UUID | None = None
    location_id: UUID | None = None
    due_at: datetime | None = None
    value_cents: int | None = None


def propose(work: Work, new: NewProposal) -> UUID:
    """Put a draft before its signers. Nothing leaves by this."""
    proposal_id = new_id()
    sealed = work.vault.seal_json(work, "proposal", proposal_id, new.header)
    now = work.clock.now()
    row = ProposalRow(
        org_id=work.org_id,
        id=proposal_id,
        kind=new.kind,
        subject_type=new.subject_type,
        subject_id=new.subject_id,
        patient_id=new.patient_id,
        location_id=new.location_id,
        status=Status.OPEN,
        current_version=0,
        created_at=now,
        created_by=work.actor.account_id,
        due_at=new.due_at,
        expires_at=now + kind_named(new.kind).lifetime,
        value_cents=new.value_cents,
        key_id=sealed.key_id,
        sealed=sealed.data,
    )
    work.session.add(row)
    work.session.flush()
    work.session.add_all(
        SignerRow(
            org_id=work.org_id,
            proposal_id=proposal_id,
            position=one.position,
            role=one.role,
            account_id=one.account_id,
        )
        for one in new.chain
    )
    work.session.flush()
    add_version(work, row, new.first)
    work.audit("proposal.drafted", "proposal", proposal_id, kind=new.kind, version=1, writer=new.first.writer)
    return proposal_id


def revise(work: Work, proposal_id: UUID, seen_version: int, version: Version) -> int:
    """Replace the content by a new version; signatures given so far no longer count.

    Raises:
        Refused: it is signed, or somebody changed it since `seen_version`.
    """
    row = locked_proposal(work, proposal_id)
    refusal = refuse_revision(state_of(work, row), seen_version)
    if refusal:
        raise Refused(refusal)
    add_version(work, row, version)
    if version.header is not None:
        _write_header(work, row, version.header)
    work.audit(
        "proposal.revised",
        "proposal",
        proposal_id,
        version=row.current_version,
        change=version.change,
    )
    return row.current_version


def _write_header(work: Work, row: ProposalRow, header: dict[str, Any]) -> None:
    old, sealed = row.key_id, work.vault.seal_json(work, "proposal", row.id, header)
    row.key_id, row.sealed = sealed.key_id, sealed.data
    work.session.flush()
    work.vault.forget(work, [old])


def add_version(work: Work, row: ProposalRow, version: Version) -> None:
    """Write the next version with its package and open the proposal on it.

    Callers have asked the model whether they may; the database checks again.
    """
    number = row.current_version + 1
    package = build_package(row.id, row.kind, number, version.content, version.effects(row.id, number))
    version_id = new_id()
    sealed = work.vault.seal(work, "proposal_version", version_id, canonical_json(version.content))
    work.session.add(
        ProposalVersionRow(
            org_id=work.org_id,
            proposal_id=row.id,
            version=number,
            version_id=version_id,
            manifest=package.manifest,
            package_sha256=package.sha256,
            blocked=version.blocked,
            change=version.change,
            writer=version.writer,
            created_at=work.clock.now(),
            created_by=work.actor.account_id,
            key_id=sealed.key_id,
            sealed=sealed.data,
        )
    )
    work.session.flush()
    for file in package.files:
        file_id = new_id()
        box = work.vault.seal(work, "package_file", file_id, file.data)
        work.session.add(
            PackageFileRow(
                org_id=work.org_id,
                proposal_id=row.id,
                version=number,
                name=file.name,
                file_id=file_id,
                media_type=file.media_type,
                sha256=file.sha256,
                key_id=box.key_id,
                sealed=box.data,
            )
        )
    row.current_version = number
    row.status = Status.OPEN
    work.session.flush()
