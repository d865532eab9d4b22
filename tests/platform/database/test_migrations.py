"""The migrated schema is the one that the tables describe."""

import importlib
import pkgutil
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import chartside
from chartside.platform.database.base import Base
from chartside.platform.tenancy import WorkDatabase

# A migration is where indexes and constraints stand. What a table repeats of them must exist.
ONLY_IN_THE_DATABASE = {"remove_index", "remove_constraint", "remove_fk"}


def import_every_table() -> None:
    for module in pkgutil.walk_packages(chartside.__path__, "chartside."):
        if module.name.rpartition(".")[2] == "tables" and ".interchange." not in module.name:
            importlib.import_module(module.name)


def test_what_the_tables_declare_is_what_the_migrations_made(database: WorkDatabase) -> None:
    import_every_table()
    with database.owner_engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": False}
        )
        differences: list[Any] = compare_metadata(context, Base.metadata)
    assert [one for one in differences if one[0] not in ONLY_IN_THE_DATABASE] == []


def test_migrating_again_changes_nothing(database: WorkDatabase) -> None:
    database.upgrade()
    database.prepare()
