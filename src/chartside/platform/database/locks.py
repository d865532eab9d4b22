"""Locks on files between processes; the kernel releases them when a process ends, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class FileLock:
    """One lock file, held by this object shared, exclusively or not at all."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Hold it alone for the length of a block; waits for the others."""
        self._lock(fcntl.LOCK_EX)
        try:
            yield
        finally:
            self.release()

    def take_shared(self) -> None:
        """Hold it beside others."""
        self._lock(fcntl.LOCK_SH)

    def try_exclusive(self) -> bool:
        """Take it alone if nobody else holds it."""
        try:
            self._lock(fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.release()
            return False
        return True

    def release(self) -> None:
        """Let go; does nothing when it is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _lock(self, how: int) -> None:
        if self._descriptor is None:
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._descriptor, how)
