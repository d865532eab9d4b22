"""The models say what the migration made."""

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from chartside.clinic import tables
from chartside.platform.database.base import Base

OURS = {getattr(tables, name).__tablename__ for name in tables.__all__}


def test_the_models_and_the_migration_agree(database):
    with database.owner_engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = compare_metadata(context, Base.metadata)
    assert [change for change in found if table_of(change) in OURS] == []


def table_of(change: object) -> str:
    if isinstance(change, list):
        return table_of(change[0])
    parts = change if isinstance(change, tuple) else ()
    for part in parts[1:]:
        if isinstance(part, sa.Table):
            return str(part.name)
        if isinstance(part, str) and part in OURS:
            return part
        table = getattr(part, "table", None)
        if table is not None:
            return str(table.name)
    return ""


def test_every_table_is_forced_to_its_organisation(database):
    with database.owner_engine.connect() as connection:
        rows = connection.execute(
            sa.text("select relname, relforcerowsecurity from pg_class where relname = any(:names)"),
            {"names": sorted(OURS)},
        ).all()
    assert {name for name, forced in rows if forced} == OURS
