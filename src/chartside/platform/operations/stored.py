"""What can be said about the database: server, roles, row-level security, versions, keys, jobs."""

from collections.abc import Callable, Iterator
from typing import cast

import psycopg
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from chartside.kernel.errors import Refused
from chartside.platform.database import roles
from chartside.platform.database.engine import Database
from chartside.platform.jobs.board import job_counts
from chartside.platform.logs import type_name
from chartside.platform.operations.answers import Answer, failure, ok, warning
from chartside.platform.operations.versions import schema_versions
from chartside.platform.settings import KeyRing

_UPGRADE = "chartside database upgrade"

# A table of organisations must be closed to all but its own; a table without must not be written by the
# application.
_OPEN_TABLES = text(
    """
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and exists (
        select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped)
    and not (c.relrowsecurity and c.relforcerowsecurity
        and exists (select 1 from pg_policy p where p.polrelid = c.oid))
    union
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not exists (
        select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped)
    and has_table_privilege('cs_app', c.oid, 'insert, update, delete, truncate')
    union
    select 'jobs.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'jobs' and c.relkind = 'r' and not c.relrowsecurity and c.relname <> 'tenant_directory'
    order by 1
    """
)
_TABLES = text("select count(*) from pg_policies where schemaname in ('public', 'jobs')")


def look_at_database(database: Database, key_ring: KeyRing) -> Iterator[Answer]:
    """All answers of this part; the first that cannot be answered for want of a connection is the last."""
    questions: list[tuple[str, Callable[[Database], Answer]]] = [
        ("Database", server),
        ("Database roles", role_rights),
        ("Migrations", migrations),
        ("Row-level security", row_level_security),
        ("Keys of stored data", lambda asked: stored_keys(asked, key_ring)),
        ("Durable jobs", jobs),
    ]
    for name, question in questions:
        try:
            yield question(database)
        except SQLAlchemyError as error:
            # The driver's message may name an address or a statement; the type says enough.
            says = f"cannot be asked ({type_name(error)})"
            yield failure(name, says, f"Is the server up, and was this run once: {_UPGRADE}?")
            return


def server(database: Database) -> Answer:
    """Whether the server answers and is new enough."""
    with database.owner_engine.connect() as connection:
        number = int(str(connection.scalar(text("show server_version_num"))))
        encoding = str(connection.scalar(text("show server_encoding")))
    says = f"PostgreSQL {number // 10000}.{number % 10000}, {encoding}"
    if number < roles.FLOOR or encoding != "UTF8":
        return failure("Database", says, "Use PostgreSQL 15 or later with a database encoded in UTF8.")
    return ok("Database", says)


def role_rights(database: Database) -> Answer:
    """Whether no role of ours can pass row-level security."""
    with database.owner_engine.connect() as connection:
        driver = cast(psycopg.Connection, connection.connection.driver_connection)
        try:
            roles.require_safe(driver)
        except Refused as refusal:
            return failure(
                "Database roles", str(refusal), "alter role ... nosuperuser nobypassrls nocreaterole"
            )
    return ok("Database roles", f"{', '.join(roles.ROLES)}; none can bypass row-level security")


def migrations(database: Database) -> Answer:
    """Whether the schema is the one that this release was written for."""
    found, newest = schema_versions(database)
    if found != newest:
        return failure("Migrations", f"at {found or 'nothing'}, this release needs {newest}", _UPGRADE)
    return ok("Migrations", f"at {found}")


def row_level_security(database: Database) -> Answer:
    """Whether every table is closed to other organisations."""
    with database.owner_engine.connect() as connection:
        open_tables = list(connection.scalars(_OPEN_TABLES))
        count = connection.scalar(_TABLES)
    if open_tables:
        return failure("Row-level security", f"missing on: {', '.join(open_tables)}", _UPGRADE)
    return ok("Row-level security", f"{count} policies, every table of organisations is closed to others")


def stored_keys(database: Database, key_ring: KeyRing) -> Answer:
    """Whether every master key that stored data were encrypted under is still in the key ring."""
    used: set[str] = set()
    for org_id in database.tenant_ids():
        with database.transaction(org_id) as session:
            used |= set(session.scalars(text("select distinct master_key_id from data_key")))
    lost = used - set(key_ring.keys)
    if lost:
        says = f"data are encrypted under {', '.join(sorted(lost))}, which the key ring does not have"
        return failure("Keys of stored data", says, "Restore master-keys.json from its backup.")
    return ok("Keys of stored data", f"{len(used)} in use, all present")


def jobs(database: Database) -> Answer:
    """How the queue stands."""
    counts = job_counts(database.jobs_engine)
    says = ", ".join(f"{number} {state}" for state, number in counts.items())
    if counts["failed"]:
        return warning("Durable jobs", says, "Search the log for job.failed.")
    return ok("Durable jobs", says)
