"""Every table shows an organisation its own rows and no others; read from the database's own catalogue."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from chartside.kernel.ids import new_id, organisation_id
from chartside.platform.tenancy import WorkDatabase
from chartside.platform.tenancy.tables import Organisation
from tests.conftest import WorkFactory

# Tables that belong to no organisation, and why that is safe.
SHARED = {
    "alembic_version": "the number of the last migration; the application role cannot read it",
    "signing_right": "which role may sign which kind: the same rules for everyone, no data of anyone",
}


TABLES = """
    select c.relname, c.relrowsecurity, c.relforcerowsecurity, coalesce(a.attname = 'org_id', false),
      exists (select 1 from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname
        and p.qual like '%app.org_id%' and p.with_check like '%app.org_id%')
    from pg_class c
    left join pg_index i on i.indrelid = c.oid and i.indisprimary
    left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace"""

INDEXES_OF_OTHER_SHAPE = """
    select x.relname from pg_index i
    join pg_class c on c.oid = i.indrelid
    join pg_class x on x.oid = i.indexrelid
    left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
    where c.relnamespace = 'public'::regnamespace and c.relname <> all(:shared)
      and coalesce(a.attname, '') <> 'org_id'"""

FUNCTIONS_WITH_OPEN_PATH = """
    select p.proname from pg_proc p
    where exists (select 1 from pg_trigger t where t.tgfoid = p.oid and not t.tgisinternal)
      and not coalesce(array_to_string(p.proconfig, ',') like '%search_path=%', false)"""


def tables(database: WorkDatabase) -> dict[str, dict[str, bool]]:
    """Every table of schema public and how it is protected."""
    names = ("protected", "forced", "org_id leads the key", "has the policy")
    with database.owner_engine.connect() as connection:
        return {row[0]: dict(zip(names, row[1:], strict=True)) for row in connection.execute(text(TABLES))}


def test_every_table_is_protected_or_has_a_reason_not_to_be(database: WorkDatabase) -> None:
    found = tables(database)
    assert {"organisation", "data_key", "audit_entry", "look", "look_block", "event"} <= found.keys()
    weak = {name: rights for name, rights in found.items() if name not in SHARED and not all(rights.values())}
    assert weak == {}


@pytest.mark.parametrize("right", ["insert", "update", "delete", "truncate"])
def test_shared_tables_cannot_be_written(database: WorkDatabase, right: str) -> None:
    query = text("select has_table_privilege('cs_app', 'public.' || :name, :right)")
    with database.owner_engine.connect() as connection:
        for name in SHARED.keys() & tables(database).keys():
            assert not connection.scalar(query, {"name": name, "right": right}), name


def test_every_index_leads_with_the_organisation(database: WorkDatabase) -> None:
    with database.owner_engine.connect() as connection:
        assert connection.scalars(text(INDEXES_OF_OTHER_SHAPE), {"shared": list(SHARED)}).all() == []


def test_every_trigger_function_has_a_fixed_search_path(database: WorkDatabase) -> None:
    with database.owner_engine.connect() as connection:
        assert connection.scalars(text(FUNCTIONS_WITH_OPEN_PATH)).all() == []


def test_without_an_organisation_there_are_no_rows(database: WorkDatabase, work: WorkFactory) -> None:
    with work() as w:
        w.audit("form.saved", "form", new_id())
    with database.app_engine.connect() as connection:
        for table in tables(database).keys() - SHARED.keys():
            assert connection.scalar(text(f"select count(*) from {table}")) == 0, table


def test_a_forgotten_filter_shows_no_other_organisation(database: WorkDatabase, work: WorkFactory) -> None:
    other = organisation_id(f"other-{new_id()}")
    with work(org_id=other) as w:
        w.session.add(Organisation(code="other", name="Other", zone="America/Denver", is_demo=True))
        w.session.flush()
        w.audit("form.saved", "form", new_id())
        w.look(new_id(), "/patients")
    with work() as w:
        w.look(new_id(), "/patients")
        for table in tables(database).keys() - SHARED.keys():
            found = set(w.session.scalars(text(f"select org_id from {table}")))
            assert found <= {w.org_id}, table
        assert w.session.scalar(text("select count(*) from look")) == 1
        asked = text("select count(*) from look where org_id = :other")
        assert w.session.scalar(asked, {"other": other}) == 0


def test_the_owner_of_the_tables_sees_no_rows_either(database: WorkDatabase, work: WorkFactory) -> None:
    with work() as w:
        w.audit("form.saved", "form", new_id())
    with database.owner_engine.connect() as connection:
        assert connection.scalar(text("select count(*) from audit_entry")) == 0


def test_a_row_for_another_organisation_is_refused(work: WorkFactory) -> None:
    with work() as w:
        w.session.add(Organisation(org_id=new_id(), code="x", name="X", zone="America/Denver", is_demo=True))
        with pytest.raises(ProgrammingError, match="row-level security"):
            w.session.flush()
        w.session.rollback()


def test_a_row_cannot_be_moved_to_another_organisation(work: WorkFactory) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), work() as w:
        w.session.execute(text("update organisation set org_id = gen_random_uuid()"))


def test_a_pooled_connection_forgets_the_organisation(database: WorkDatabase, work: WorkFactory) -> None:
    with work() as w:
        before = w.session.scalar(text("select pg_backend_pid()"))
    with database.app_engine.connect() as connection:
        assert connection.scalar(text("select pg_backend_pid()")) == before, (
            "the same connection is used again"
        )
        assert not connection.scalar(text("select current_setting('app.org_id', true)"))
        assert connection.scalar(text("select count(*) from organisation")) == 0
