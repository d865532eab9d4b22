"""The server that the settings ask for, kept alive while it is used."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from chartside.platform.database.embedded import EmbeddedError, EmbeddedServer
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
    keeper = Keeper(server)
    try:
        url = server.start()
        keeper.start()
        yield url
    finally:
        keeper.stop()
        server.stop()


class Keeper:
    """Starts an embedded server again when it dies, in a thread of its own; committed rows survive that."""

    def __init__(self, server: EmbeddedServer, *, seconds: float = 1.0) -> None:
        self._server = server
        self._seconds = seconds
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="database-keeper", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """End; the server is left as it is."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(self._seconds):
            if self._server.answers():
                continue
            try:
                self._server.start()
            except (EmbeddedError, psycopg.Error, OSError):
                logging.getLogger(__name__).exception("the database server does not start; trying again")
            else:
                logging.getLogger(__name__).warning("the database server had died and was started again")
