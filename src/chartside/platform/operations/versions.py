"""Which version of the schema the database has, and which this release needs."""

from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from chartside.platform.database import migrations
from chartside.platform.database.engine import Database


def schema_versions(database: Database) -> tuple[str | None, str | None]:
    """The present migration of the database (`None`: never migrated) and the newest one of this release."""
    folder = Path(str(migrations.__file__)).parent
    newest = ScriptDirectory(str(folder)).get_current_head()
    with database.owner_engine.connect() as connection:
        present = MigrationContext.configure(connection).get_current_revision()
    return present, newest
