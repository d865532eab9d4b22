"""What each role may do, on our server and on one that gives us a login without great rights."""

import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from chartside.kernel.errors import Refused
from chartside.platform.assembly import open_database
from chartside.platform.database import roles
from chartside.platform.database.embedded import EmbeddedServer
from chartside.platform.settings import Secrets, Settings
from chartside.platform.tenancy import WorkDatabase
from chartside.platform.tenancy.organisations import found_organisation


@pytest.mark.parametrize(
    "statement",
    [
        "alter table organisation no force row level security",
        "alter table audit_entry disable trigger all",
        "drop policy own_organisation on organisation",
        "set role cs_owner",
        "set role cs_jobs",
        "create table public.mine (n int)",
        "create temporary table mine (n int)",
        "select * from jobs.tenant_directory",
        "select jobs.remember_tenant()",
        "update audit_entry set actor_name = 'Mallory'",
        "delete from look",
        "truncate data_key",
        "set session_replication_role = replica",
        "create function public.mine() returns int language sql as 'select 1'",
    ],
)
def test_the_application_role_may_not(database: WorkDatabase, statement: str) -> None:
    with (
        database.app_engine.connect() as connection,
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
    ):
        connection.execute(text(statement))


def test_only_the_jobs_role_lists_the_organisations(database: WorkDatabase) -> None:
    with (
        database.owner_engine.connect() as connection,
        pytest.raises(ProgrammingError, match="permission denied"),
    ):
        connection.execute(text("select * from jobs.tenant_directory"))
    assert isinstance(database.tenant_ids(), list)


@pytest.fixture(scope="module")
def other_server() -> Iterator[EmbeddedServer]:
    """A server of its own, since roles belong to a whole server."""
    folder = Path(tempfile.mkdtemp(prefix="cs-", dir=Path(tempfile.gettempdir()).resolve()))
    folder.chmod(0o711)
    server = EmbeddedServer(folder / "data", options={"fsync": "off", "shared_buffers": "16MB"})
    server.start()
    yield server
    server.stop(though_used=True)
    shutil.rmtree(folder, ignore_errors=True)


def test_a_login_that_may_only_make_roles_is_enough(other_server: EmbeddedServer, tmp_path: Path) -> None:
    with psycopg.connect(other_server.url("postgres"), autocommit=True) as admin:
        admin.execute("create role hoster login createrole password 'hoster'")
        admin.execute("create database hosted owner hoster")
    url = other_server.url("hosted").replace("postgres@", "hoster:hoster@")
    secrets = Secrets.open_or_create(tmp_path / "secrets")
    for _again in range(2):
        database = open_database(url, secrets)
        database.prepare()
        org_id = found_organisation(database, "riverbend", "Riverbend", zone="America/New_York", is_demo=True)
        assert database.tenant_ids() == [org_id]
        database.dispose()


@pytest.mark.parametrize(
    ("grant", "take_back"),
    [
        ("alter role cs_app superuser", "alter role cs_app nosuperuser"),
        ("alter role cs_app bypassrls", "alter role cs_app nobypassrls"),
        ("alter role cs_owner bypassrls", "alter role cs_owner nobypassrls"),
        ("grant cs_owner to cs_app", "revoke cs_owner from cs_app"),
        ("create table theirs (n int); alter table theirs owner to cs_app", "drop table theirs"),
    ],
)
def test_it_refuses_to_run_with_too_many_rights(
    other_server: EmbeddedServer, tmp_path: Path, grant: str, take_back: str
) -> None:
    database = open_database(other_server.url(), Secrets.open_or_create(tmp_path / "secrets"))
    database.prepare()
    with psycopg.connect(other_server.url(), autocommit=True) as admin:
        admin.execute(grant.encode())
        try:
            with pytest.raises(Refused):
                database.require_safe()
            with pytest.raises(Refused):
                database.prepare()
        finally:
            admin.execute(take_back.encode())
    database.require_safe()
    database.dispose()


def test_two_databases_of_one_server_are_prepared_at_once(
    server_url: str, settings: Settings, database: WorkDatabase
) -> None:
    urls = [server_url, database.admin_url.set(drivername="postgresql").render_as_string(hide_password=False)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda url: roles.prepare_roles(url, settings.secrets), urls * 8))
