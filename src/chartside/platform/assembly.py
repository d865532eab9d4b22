"""Puts the rooms of the platform together."""

from chartside.kernel.clock import Clock, SystemClock
from chartside.platform.audit.log import DatabaseAuditLog
from chartside.platform.events.log import DatabaseEventSink
from chartside.platform.jobs.queue import DurableQueue
from chartside.platform.jobs.schema import upgrade_jobs_schema
from chartside.platform.settings import Secrets
from chartside.platform.tenancy import WorkDatabase


def open_database(
    url: str, secrets: Secrets, *, clock: Clock | None = None, pool_size: int = 5
) -> WorkDatabase:
    """The database with audit, events, vault and the job queue in place."""
    database = WorkDatabase(
        url,
        secrets,
        clock=clock or SystemClock(),
        audit_log=DatabaseAuditLog(),
        events=DatabaseEventSink(),
        pool_size=pool_size,
    )
    database.jobs = DurableQueue(database.app_engine)
    return database


def prepare_database(database: WorkDatabase) -> None:
    """Make the roles and bring both schemas up to date: the first thing of every start.

    Raises:
        Refused: the server or a role does not fit.
    """
    database.prepare()
    upgrade_jobs_schema(database.jobs_engine)
