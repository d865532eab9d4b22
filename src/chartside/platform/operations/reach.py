"""Reaches the installation's database from a command, and lets go of it afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from chartside.platform.database.embedded import EmbeddedServer
from chartside.platform.database.engine import Database
from chartside.platform.settings import Settings


def is_embedded_and_new(settings: Settings) -> bool:
    """Whether the embedded database is used and was never started."""
    return settings.database_url is None and not (settings.data_dir / "postgres" / "PG_VERSION").exists()


@contextmanager
def reached(settings: Settings) -> Iterator[Database]:
    """The database; an embedded server is started for the length of the block unless it runs already.

    Raises:
        EmbeddedError: the embedded server cannot run.
        Refused: its folder or the secrets cannot be used.
    """
    server = None
    if settings.database_url is None:
        server = EmbeddedServer(settings.data_dir)
        address = server.start()
    else:
        address = settings.database_url.get_secret_value()
    database = Database(address, settings.secrets, pool_size=2)
    try:
        yield database
    finally:
        database.dispose()
        if server:
            server.stop()
