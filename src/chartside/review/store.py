"""Rows in, `ProposalState` out. The one place that reads what the decisions of `model` look at."""

from uuid import UUID

from sqlalchemy import select

from chartside.kernel.errors import NotFound
from chartside.platform.tenancy import Work
from chartside.review.model import Effect, EffectStatus, ProposalState, Signature, Signer, Status
from chartside.review.tables import (
    CountersignatureRow,
    EffectRow,
    ProposalRow,
    ProposalVersionRow,
    SignerRow,
)


def locked_proposal(work: Work, proposal_id: UUID) -> ProposalRow:
    """The proposal, locked until the end of the transaction: two people at once take turns.

    Raises:
        NotFound: no such proposal in this organisation.
    """
    row = work.session.scalar(
        select(ProposalRow)
        .where(ProposalRow.org_id == work.org_id, ProposalRow.id == proposal_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound("There is no such draft.")
    return row


def version_row(work: Work, proposal_id: UUID, version: int) -> ProposalVersionRow:
    """One version of a proposal."""
    row = work.session.get(ProposalVersionRow, (work.org_id, proposal_id, version))
    if row is None:
        raise NotFound(f"There is no version {version} of this draft.")
    return row


def signatures_of(work: Work, proposal_id: UUID, version: int) -> list[CountersignatureRow]:
    """The countersignatures over one version, in the order of the chain."""
    return list(
        work.session.scalars(
            select(CountersignatureRow)
            .where(
                CountersignatureRow.org_id == work.org_id,
                CountersignatureRow.proposal_id == proposal_id,
                CountersignatureRow.version == version,
            )
            .order_by(CountersignatureRow.position)
        )
    )


def chain_of(work: Work, proposal_id: UUID) -> list[SignerRow]:
    """The chain of signers."""
    return list(
        work.session.scalars(
            select(SignerRow)
            .where(SignerRow.org_id == work.org_id, SignerRow.proposal_id == proposal_id)
            .order_by(SignerRow.position)
        )
    )


def effects_of(work: Work, proposal_id: UUID, version: int) -> list[EffectRow]:
    """The effects of one version."""
    return list(
        work.session.scalars(
            select(EffectRow)
            .where(
                EffectRow.org_id == work.org_id,
                EffectRow.proposal_id == proposal_id,
                EffectRow.version == version,
            )
            .order_by(EffectRow.name)
            .execution_options(populate_existing=True)
        )
    )


def state_of(work: Work, row: ProposalRow) -> ProposalState:
    """What the decisions look at."""
    version = version_row(work, row.id, row.current_version)
    return ProposalState(
        status=Status(row.status),
        version=row.current_version,
        package_sha256=version.package_sha256,
        blocked=version.blocked,
        chain=tuple(Signer(s.position, s.role, s.account_id) for s in chain_of(work, row.id)),
        expires_at=row.expires_at,
        signatures=tuple(
            Signature(s.position, s.account_id, s.version, s.package_sha256, s.signed_at)
            for s in signatures_of(work, row.id, row.current_version)
        ),
        effects=tuple(
            Effect(e.name, EffectStatus(e.status), e.hold_until)
            for e in effects_of(work, row.id, row.current_version)
        ),
    )
