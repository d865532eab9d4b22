"""The name under which a worker takes work, held by one process at a time.

After a crash the work in hand is found again by this name, so it must be the same at the next start; and two
processes under one name would both believe that work theirs. An advisory lock on the name, held by a
connection of its own, settles both: it is free exactly when the process that held it is gone.
"""

import time
from contextlib import suppress
from threading import Event

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from chartside.kernel.errors import Refused

_LOCK_SPACE = 0x6368_6A62
# The server needs a moment to notice that a killed process is gone.
_PATIENCE_SECONDS = 3.0
_MOST_WORKERS = 64

_TRY = text("select pg_try_advisory_lock(:space, hashtext(:name))")
_UNLOCK = text("select pg_advisory_unlock(:space, hashtext(:name))")


class Slot:
    """A held worker name. `name` is the executor id of DBOS."""

    def __init__(self, engine: Engine, name: str, connection: Connection) -> None:
        self.name = name
        self._engine = engine
        self._connection = connection
        self._held = True

    @classmethod
    def take(cls, engine: Engine, name: str | None) -> "Slot":
        """Take `name`, or the first free one of `worker-1`, `worker-2`, ...

        Raises:
            Refused: another process has that name.
        """
        candidates = [name] if name else [f"worker-{number}" for number in range(1, _MOST_WORKERS + 1)]
        patience = time.monotonic() + _PATIENCE_SECONDS
        for candidate in candidates:
            connection = _open(engine)
            while True:
                if connection.scalar(_TRY, {"space": _LOCK_SPACE, "name": candidate}):
                    return cls(engine, candidate, connection)
                if time.monotonic() > patience:
                    break
                Event().wait(0.05)
            connection.close()
        raise Refused(f"Another worker runs under the name {candidates[0]}; give this one a name of its own.")

    def hold(self) -> bool:
        """Make sure that the name is still ours, after the database was restarted for example.

        Returns:
            False while another process has it.

        Raises:
            SQLAlchemyError: the database is away; ask again.
        """
        if self._held and self._answers():
            return True
        self._held = False
        self._close()
        self._connection = _open(self._engine)
        self._held = bool(self._connection.scalar(_TRY, {"space": _LOCK_SPACE, "name": self.name}))
        return self._held

    def is_abandoned(self, name: str) -> bool:
        """Whether no process holds `name`."""
        parameters = {"space": _LOCK_SPACE, "name": name}
        if name == self.name or not self._connection.scalar(_TRY, parameters):
            return False
        self._connection.execute(_UNLOCK, parameters)
        return True

    def release(self) -> None:
        """Give the name back."""
        # A connection that is gone has given it back already.
        with suppress(SQLAlchemyError):
            self._connection.execute(_UNLOCK, {"space": _LOCK_SPACE, "name": self.name})
        self._close()

    def _answers(self) -> bool:
        try:
            self._connection.scalar(text("select 1"))
        except SQLAlchemyError:
            return False
        return True

    def _close(self) -> None:
        """End the connection itself: one that went back to the pool would keep the lock."""
        if not self._connection.closed:
            self._connection.invalidate()
            self._connection.close()


def _open(engine: Engine) -> Connection:
    """A connection outside every transaction, so that it never blocks a clean-up of the database."""
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")
