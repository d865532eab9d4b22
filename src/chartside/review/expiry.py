"""Drafts whose time to sign has passed leave the queue, and say so in the record."""

from uuid import UUID

from sqlalchemy import select

from chartside.platform.jobs.registry import schedule
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.tenancy import Work
from chartside.review.model import Status
from chartside.review.tables import ProposalRow


def expire_overdue(work: Work) -> int:
    """Mark every unsigned proposal whose day has passed; returns how many."""
    rows = work.session.scalars(
        select(ProposalRow)
        .where(
            ProposalRow.org_id == work.org_id,
            ProposalRow.status.in_([Status.OPEN, Status.RETURNED]),
            ProposalRow.expires_at <= work.clock.now(),
        )
        .with_for_update(skip_locked=True)
    ).all()
    for row in rows:
        row.status = Status.EXPIRED
        work.audit("proposal.expired", "proposal", row.id, version=row.current_version)
    work.session.flush()
    return len(rows)


@schedule("review.expire", cron="5 * * * *")
def expire(runtime: Runtime, org_id: UUID) -> None:
    """The hourly sweep of one organisation."""
    with runtime.work(org_id, "clock") as work:
        expire_overdue(work)
