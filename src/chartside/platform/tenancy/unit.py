"""Opens units of work."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from chartside.kernel.clock import Clock
from chartside.platform.crypto import Vault
from chartside.platform.database.engine import Database
from chartside.platform.settings import Secrets
from chartside.platform.tenancy.ports import AuditLog, EventSink, JobQueue, NoJobs
from chartside.platform.tenancy.work import Actor, Work


class WorkDatabase(Database):
    """The database with everything a unit of work needs; `platform.assembly.open_database` makes it."""

    def __init__(
        self,
        url: str,
        secrets: Secrets,
        *,
        clock: Clock,
        audit_log: AuditLog,
        events: EventSink,
        pool_size: int = 5,
    ) -> None:
        super().__init__(url, secrets, pool_size=pool_size)
        self.clock = clock
        self.vault = Vault(secrets)
        self.audit_log = audit_log
        self.events = events
        self.jobs: JobQueue = NoJobs()

    @contextmanager
    def work(
        self, org_id: UUID, actor: Actor, *, clock: Clock | None = None, jobs: JobQueue | None = None
    ) -> Iterator[Work]:
        """One unit of work: commits at the end, rolls everything back on an error.

        Args:
            org_id: the only organisation whose rows it sees.
            actor: who does it.
            clock: another clock than the installation's.
            jobs: another queue than the installation's (`self.jobs`, set when the house is put together).
        """
        with self.transaction(org_id) as session:
            work = Work(
                session=session,
                org_id=org_id,
                actor=actor,
                clock=clock or self.clock,
                vault=self.vault,
                jobs=jobs or self.jobs,
                audit_log=self.audit_log,
                events=self.events,
            )
            yield work
            work.finish()
