"""The migrated schema is the one that the tables describe."""

import importlib
import pkgutil

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import chartside
from chartside.platform.database.base import Base
from chartside.platform.tenancy import WorkDatabase


def import_every_table() -> None:
    for module in pkgutil.walk_packages(chartside.__path__, "chartside."):
        if module.name.rpartition(".")[2] == "tables" and ".interchange." not in module.name:
            importlib.import_module(module.name)


def test_tables_and_migrations_agree(database: WorkDatabase) -> None:
    import_every_table()
    with database.owner_engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": False}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_migrating_again_changes_nothing(database: WorkDatabase) -> None:
    database.upgrade()
    database.prepare()
