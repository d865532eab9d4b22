"""Runs Alembic without a configuration file."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text

_UPGRADE_LOCK = 0x6368_6173


def upgrade(owner_engine: Engine, revision: str = "head") -> None:
    """Bring the schema to a migration, the newest unless named; several processes may try at once, one does."""
    with owner_engine.begin() as connection:
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
