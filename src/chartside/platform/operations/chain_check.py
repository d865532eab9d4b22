"""Checks of the audit chain and of the look log, each written down as an act: when, by whom, what was found.

A check also looks for the head that the one before it noted, so that entries cut off at the end are missed.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chartside.platform.audit.chain import ChainReport, verify
from chartside.platform.audit.looks import LookReport, verify_looks
from chartside.platform.audit.queries import acts
from chartside.platform.jobs.registry import schedule
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.tenancy import Work

CHECKED = "audit.checked"


@dataclass(frozen=True)
class ChainCheck:
    """What a check found.

    Attributes:
        entries: acts that hold, from the first; `blocks` are those of the look log.
        problem: what is wrong and where, in words; empty when everything holds.
    """

    at: datetime
    by: str
    entries: int
    blocks: int
    problem: str

    @property
    def holds(self) -> bool:
        """Nothing was changed, removed or slipped in."""
        return not self.problem


def check_chains(work: Work) -> ChainCheck:
    """Walk both chains and write down what was found."""
    before = acts(work.session, action=CHECKED, limit=1).entries
    known = before[0].detail["head"] if before else None
    found, looks = verify(work.session, known_head=known), verify_looks(work.session)
    problem = _problem(found, looks)
    work.audit(
        CHECKED,
        "organisation",
        work.org_id,
        entries=found.links,
        head=found.head,
        blocks=looks.blocks.links,
        problem=problem,
    )
    return ChainCheck(work.clock.now(), work.actor.name, found.links, looks.blocks.links, problem)


def last_check(work: Work) -> ChainCheck | None:
    """What the newest check found; None before the first one."""
    newest = acts(work.session, action=CHECKED, limit=1).entries
    if not newest:
        return None
    detail = newest[0].detail
    return ChainCheck(
        newest[0].at, newest[0].actor_name, detail["entries"], detail["blocks"], detail["problem"]
    )


@schedule("audit.check", cron="20 7 * * *")
def check(runtime: Runtime, org_id: UUID) -> None:
    """The daily check of one organisation, before its day begins."""
    with runtime.work(org_id, "daily check") as work:
        check_chains(work)


def _problem(found: ChainReport, looks: LookReport) -> str:
    parts = [
        f"{what} {report.broken.seq:,}: {report.broken.problem}"
        for what, report in (("entry", found), ("block of looks", looks.blocks))
        if report.broken
    ]
    return "; ".join(parts)
