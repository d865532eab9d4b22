"""What each role sees in the schema `jobs`, and what a job without an organisation sees of the rest."""

from uuid import UUID

import pytest
from sqlalchemy import Connection, NullPool, create_engine, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from chartside.kernel.ids import new_id
from chartside.platform.jobs.queue import DurableQueue, enqueue_options, make_client
from chartside.platform.jobs.registry import Registry
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.jobs.schema import upgrade_jobs_schema
from chartside.platform.tenancy import Actor, WorkDatabase
from chartside.platform.tenancy.organisations import found_organisation
from tests.platform.jobs.conftest import StartWorker


@pytest.fixture
def two(database: WorkDatabase, jobs: Registry, queue: DurableQueue) -> tuple[UUID, UUID]:
    """Two organisations with a job each."""
    jobs.job("test.note")(lambda runtime, org_id: None)
    ids = []
    for name in ("Riverbend", "Lakeside"):
        code = f"{name}-{new_id().hex}"
        ids.append(found_organisation(database, code, name, zone="America/Chicago", is_demo=True))
        with database.work(ids[-1], Actor.system("test")) as w:
            w.enqueue("test.note", f"note:{ids[-1]}")
    return ids[0], ids[1]


def tables(connection: Connection) -> list[str]:
    found = connection.scalars(
        text("select tablename from pg_tables where schemaname = 'jobs' order by 1")
    ).all()
    assert "workflow_status" in found
    return list(found)


def readable_columns(connection: Connection, table: str) -> list[str]:
    return list(
        connection.scalars(
            text(
                "select attname from pg_attribute where attrelid = cast(:table as regclass) and attnum > 0 "
                "and not attisdropped and has_column_privilege(attrelid, attnum, 'select')"
            ),
            {"table": f"jobs.{table}"},
        )
    )


def everything_readable(connection: Connection) -> dict[str, str]:
    """Per readable table, all that the connection's role reads of it, as one text."""
    seen = {}
    for table in tables(connection):
        columns = readable_columns(connection, table)
        if columns:
            rows = connection.execute(text(f'select {", ".join(columns)} from jobs."{table}"')).all()
            seen[table] = repr(rows)
    return seen


def test_an_organisation_sees_only_its_own_jobs_in_every_table(
    database: WorkDatabase, two: tuple[UUID, UUID]
) -> None:
    mine, theirs = two
    with database.transaction(mine) as session:
        seen = everything_readable(session.connection())
    assert set(seen) == {"workflow_status", "workflow_input"}
    assert all(str(mine) in rows and str(theirs) not in rows for rows in seen.values())


def test_without_an_organisation_nothing_is_seen_anywhere(
    database: WorkDatabase, two: tuple[UUID, UUID]
) -> None:
    with database.app_engine.connect() as connection:
        assert set(everything_readable(connection).values()) == {"[]"}
        for table in ("organisation", "event", "audit_entry"):
            assert connection.scalar(text(f"select count(*) from {table}")) == 0


def test_inputs_outputs_and_the_directory_are_closed_to_the_application(
    database: WorkDatabase, two: tuple[UUID, UUID]
) -> None:
    statements = [
        "select inputs from jobs.workflow_input",
        "select * from jobs.workflow_status",
        "select * from jobs.workflow_output",
        "select * from jobs.tenant_directory",
        "update jobs.workflow_status set status = 'CANCELLED'",
        "delete from jobs.workflow_status",
        "select jobs.enqueue_workflow('x', 'y')",
    ]
    for statement in statements:
        with pytest.raises(ProgrammingError), database.transaction(two[0]) as session:
            session.execute(text(statement))


def test_a_job_cannot_be_put_into_another_organisation(
    database: WorkDatabase, two: tuple[UUID, UUID]
) -> None:
    mine, theirs = two
    client = make_client(database.app_engine)
    forged = enqueue_options("test.note", str(theirs), f"{theirs}:forged", None)
    half_forged = enqueue_options("test.note", str(mine), f"{theirs}:forged", None)
    for options in (forged, half_forged):
        with (
            pytest.raises(ProgrammingError, match="row-level security"),
            database.transaction(mine) as session,
        ):
            client.enqueue_in_transaction(session, options, str(theirs), 1)


def test_the_key_of_another_organisation_is_free(database: WorkDatabase, two: tuple[UUID, UUID]) -> None:
    for org_id in two:
        with database.work(org_id, Actor.system("test")) as w:
            w.enqueue("test.note", "shared-key")
    with database.jobs_engine.connect() as connection:
        found = connection.scalar(
            text(
                "select count(*) from jobs.workflow_status "
                "where split_part(workflow_uuid, chr(58), 2) = 'shared-key'"
            )
        )
    assert found == 2


def test_executable_content_is_refused(database: WorkDatabase, two: tuple[UUID, UUID]) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), database.transaction(two[0]) as session:
        session.execute(
            text(
                "insert into jobs.workflow_status (workflow_uuid, queue_partition_key, name, status, "
                "serialization, priority, created_at, updated_at) "
                "values (:id, :org, 'test.note', 'ENQUEUED', 'py_pickle', 0, 0, 0)"
            ),
            {"id": f"{two[0]}:pickled", "org": str(two[0])},
        )


def test_a_job_sees_its_organisation_and_without_one_nothing(
    database: WorkDatabase, two: tuple[UUID, UUID], jobs: Registry, start_worker: StartWorker
) -> None:
    names: dict[UUID, list[str]] = {}
    unbound: list[int | None] = []

    @jobs.job("test.look")
    def look(runtime: Runtime, org_id: UUID) -> None:
        with runtime.work(org_id) as w:
            names[org_id] = list(w.session.scalars(text("select name from organisation")))
        with Session(runtime.database.app_engine) as session:
            unbound.append(session.scalar(text("select count(*) from organisation")))

    for org_id in two:
        with database.work(org_id, Actor.system("test")) as w:
            w.enqueue("test.look", "look")
    start_worker().wait_idle()
    assert names == {two[0]: ["Riverbend"], two[1]: ["Lakeside"]}
    assert unbound == [0, 0]


def test_every_table_of_the_machinery_is_under_row_level_security(database: WorkDatabase) -> None:
    with database.jobs_engine.connect() as connection:
        open_tables = connection.scalars(
            text(
                "select relname from pg_class where relnamespace = 'jobs'::regnamespace and relkind = 'r' "
                "and not relrowsecurity and relname <> 'tenant_directory'"
            )
        ).all()
        granted = connection.scalars(
            text(
                "select distinct table_name from information_schema.role_table_grants "
                "where table_schema = 'jobs' and grantee in ('cs_app', 'PUBLIC')"
            )
        ).all()
    assert list(open_tables) == []
    assert set(granted) == {"workflow_status", "workflow_input"}


def test_a_start_leaves_the_tables_to_the_workers_that_use_them(database: WorkDatabase) -> None:
    impatient = create_engine(
        database.url_of("cs_jobs"), connect_args={"options": "-c lock_timeout=5s"}, poolclass=NullPool
    )
    with database.jobs_engine.begin() as busy:
        busy.execute(text("select count(*) from jobs.workflow_status"))
        upgrade_jobs_schema(impatient)


def test_a_table_that_was_born_open_is_closed_by_the_next_start(database: WorkDatabase) -> None:
    with database.jobs_engine.begin() as connection:
        connection.execute(text("create table jobs.of_a_later_version (id int)"))
    upgrade_jobs_schema(database.jobs_engine)
    with database.jobs_engine.begin() as connection:
        closed = text("select relrowsecurity from pg_class where relname = 'of_a_later_version'")
        assert connection.scalar(closed)
        connection.execute(text("drop table jobs.of_a_later_version"))
