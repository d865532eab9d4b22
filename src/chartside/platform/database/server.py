"""The server that the settings ask for."""

from collections.abc import Iterator
from contextlib import contextmanager

from chartside.platform.database.embedded import EmbeddedServer
from chartside.platform.settings import Settings


@contextmanager
def running_server(settings: Settings) -> Iterator[str]:
    """The address of the database: the one that is set, or the embedded server for the length of the block.

    Raises:
        EmbeddedError: the embedded server does not start.
        Refused: its folder is unsafe.
    """
    if settings.database_url is not None:
        yield settings.database_url.get_secret_value()
        return
    server = EmbeddedServer(settings.data_dir)
    try:
        yield server.start()
    finally:
        server.stop()
