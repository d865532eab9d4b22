"""Signed packages whose delivery nobody is working on any more are asked for again."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import or_, select

from chartside.platform.jobs.registry import schedule
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.tenancy import Work
from chartside.review.model import EffectStatus
from chartside.review.signing import DELIVER_JOB
from chartside.review.tables import EffectRow

# Longer than the longest pause between two attempts of a job: what is older has no attempt to come.
PATIENCE = timedelta(hours=1)


def chase_overdue(work: Work) -> int:
    """Ask again for every effect that should have left; returns how many. Delivering twice is harmless."""
    now = work.clock.now()
    late = now - PATIENCE
    rows = work.session.scalars(
        select(EffectRow).where(
            EffectRow.org_id == work.org_id,
            EffectRow.status.in_([EffectStatus.HELD, EffectStatus.SENDING]),
            EffectRow.hold_until <= late,
            or_(EffectRow.begun_at.is_(None), EffectRow.begun_at <= late),
        )
    ).all()
    for effect in rows:
        work.jobs.enqueue(work, DELIVER_JOB, f"deliver:{effect.id}:late:{now:%Y%m}:{now:%d%H}", effect.id)
    return len(rows)


@schedule("review.chase", cron="35 * * * *")
def chase(runtime: Runtime, org_id: UUID) -> None:
    """The hourly round of one organisation."""
    with runtime.work(org_id, "clock") as work:
        chase_overdue(work)
