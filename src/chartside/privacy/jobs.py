"""Vaults are emptied and stored requests removed when their time has passed."""

from uuid import UUID

from chartside.platform.jobs.registry import schedule
from chartside.platform.jobs.runtime import Runtime
from chartside.privacy.runs import clean_up


@schedule("privacy.clean_up", cron="20 * * * *")
def clean(runtime: Runtime, org_id: UUID) -> None:
    """The hourly round of one organisation."""
    with runtime.work(org_id, "clock") as work:
        clean_up(work)
