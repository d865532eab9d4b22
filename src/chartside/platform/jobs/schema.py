"""The schema `jobs`: DBOS's tables, and what the application role may see and do there.

`cs_jobs` owns the tables and sees every row. `cs_app` may add a job for the organisation of its transaction
and see whether a job of that organisation is waiting, running or done; every other table, and every input
and output, is closed to it. The organisation stands in `queue_partition_key` and before the colon of the
row's id.
"""

from hashlib import sha256

from sqlalchemy import Connection, Engine, text

SCHEMA = "jobs"
SERIALIZATION = "portable_json"

_ORGANISATION = "nullif(current_setting('app.org_id', true), '')"
_OWN_ID = f"starts_with(workflow_uuid, {_ORGANISATION} || ':')"
_OWN_JOB = f"queue_partition_key = {_ORGANISATION} and {_OWN_ID}"

# Enqueueing inserts one row into each table, and on a key that exists reads these columns back after an
# update that changes nothing (creator_xid). The policies refuse pickled content, which a worker would
# execute on reading.
_RIGHTS = (
    f"grant usage on schema {SCHEMA} to cs_app",
    f"grant insert on {SCHEMA}.workflow_status, {SCHEMA}.workflow_input to cs_app",
    f"grant select (workflow_uuid, status, name, class_name, config_name, queue_name, creator_xid, "
    f"serialization, queue_partition_key, created_at, completed_at) on {SCHEMA}.workflow_status to cs_app",
    f"grant update (creator_xid) on {SCHEMA}.workflow_status to cs_app",
    f"grant select (workflow_uuid) on {SCHEMA}.workflow_input to cs_app",
    f"create policy own_organisation on {SCHEMA}.workflow_status to cs_app using ({_OWN_JOB}) "
    f"with check ({_OWN_JOB} and serialization = '{SERIALIZATION}')",
    f"create policy own_organisation on {SCHEMA}.workflow_input to cs_app using ({_OWN_ID}) "
    f"with check ({_OWN_ID})",
)
# Says in the database which rights were given last.
_MARK = f"rights {sha256(repr(_RIGHTS).encode()).hexdigest()}"


def upgrade_jobs_schema(jobs_engine: Engine) -> None:
    """Bring the schema `jobs` up to date and close it to everyone but what `_RIGHTS` opens; safe to repeat.

    Args:
        jobs_engine: connects as `cs_jobs`, which owns the schema.
    """
    from dbos import DBOS  # noqa: PLC0415 - loads for half a second

    with jobs_engine.connect() as connection:
        # DBOS guards its own part too, but goes on without its lock after 30 s.
        connection.execute(text("select pg_advisory_lock(hashtext('chartside.jobs.schema'))"))
        try:
            DBOS.migrate(jobs_engine.url.render_as_string(hide_password=False), schema=SCHEMA)
            connection.commit()
            with connection.begin():
                if not _is_closed(connection):
                    _close_and_open(connection)
        finally:
            connection.execute(text("select pg_advisory_unlock(hashtext('chartside.jobs.schema'))"))
            connection.commit()


def _is_closed(connection: Connection) -> bool:
    """Whether the rights are those of this version: changing them needs each table to itself.

    Every start of a process asks, while the workers of others are running.
    """
    mark = connection.scalar(text("select obj_description(:schema ::regnamespace)"), {"schema": SCHEMA})
    born_open = connection.scalar(
        text(
            "select count(*) from pg_class where relnamespace = :schema ::regnamespace and relkind = 'r' "
            "and not relrowsecurity and relname <> 'tenant_directory'"
        ),
        {"schema": SCHEMA},
    )
    return mark == _MARK and not born_open


def _close_and_open(connection: Connection) -> None:
    """Row-level security on every table of the machinery, so that one of a later version is born closed."""
    machinery = connection.scalars(
        text(
            "select tablename from pg_tables where schemaname = :schema and tablename <> 'tenant_directory'"
        ),
        {"schema": SCHEMA},
    )
    for table in machinery.all():
        name = f'{SCHEMA}."{table}"'
        connection.execute(text(f"alter table {name} enable row level security"))
        connection.execute(text(f"revoke all on {name} from public, cs_app"))
        connection.execute(text(f"drop policy if exists own_organisation on {name}"))
    connection.execute(text(f"revoke all on all functions in schema {SCHEMA} from public, cs_app"))
    for statement in (*_RIGHTS, f"comment on schema {SCHEMA} is '{_MARK}'"):
        connection.execute(text(statement))
