"""Puts the rooms of the platform together."""

from chartside.kernel.clock import Clock, SystemClock
from chartside.platform.audit.log import DatabaseAuditLog
from chartside.platform.events.log import DatabaseEventSink
from chartside.platform.settings import Secrets
from chartside.platform.tenancy import WorkDatabase


def open_database(
    url: str, secrets: Secrets, *, clock: Clock | None = None, pool_size: int = 5
) -> WorkDatabase:
    """The database with audit, events and vault in place. Jobs are added by whoever runs them (`.jobs`)."""
    return WorkDatabase(
        url,
        secrets,
        clock=clock or SystemClock(),
        audit_log=DatabaseAuditLog(),
        events=DatabaseEventSink(),
        pool_size=pool_size,
    )
