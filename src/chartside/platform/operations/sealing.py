"""The looks of each second are sealed into a block soon after it has passed."""

from uuid import UUID

from chartside.platform.audit.looks import seal_looks
from chartside.platform.jobs.registry import beat
from chartside.platform.jobs.runtime import Runtime


@beat("audit.seal_looks", seconds=1.0)
def seal(runtime: Runtime, org_id: UUID) -> None:
    """One organisation's looks so far."""
    with runtime.work(org_id, "look log") as work:
        seal_looks(work)
