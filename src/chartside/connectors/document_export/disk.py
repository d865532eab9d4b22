"""The few ways in which the export touches a disk, each complete on the disk before it returns."""

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# The importing EHR runs as another account of the same group: it may read a package and, where the process's
# umask allows the group to write, take it away.
_PACKAGE_MODE = 0o770
_FILE_MODE = 0o640
_PRIVATE_MODE = 0o700
# Some network shares know no locks. Nobody can hold one alone there either, so nothing is ever cleared up.
_NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS)


class Disk:
    """Real file system calls. Tests put one in its place that dies in the middle."""

    def make_folder(self, path: Path, *, private: bool = False) -> None:
        """Make one folder and make its name last; a folder already there is fine."""
        path.mkdir(mode=_PRIVATE_MODE if private else _PACKAGE_MODE, exist_ok=True)
        self.sync_folder(path.parent)

    def write_file(self, path: Path, data: bytes) -> None:
        """Write a new file and wait until its bytes are on the disk; never over another, never by a link."""
        handle = os.open(
            path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, _FILE_MODE
        )
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def sync_folder(self, path: Path) -> None:
        """Make the names inside a folder last."""
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def move(self, source: Path, target: Path) -> None:
        """Give a folder another name, all at once; refused where a folder that holds something stands."""
        source.rename(target)

    def remove_tree(self, path: Path) -> None:
        """Remove a folder with all it holds; one that is gone already is fine."""
        try:
            shutil.rmtree(path)
        except FileNotFoundError:
            if path.exists():
                raise


@contextmanager
def shared_lock(path: Path) -> Iterator[None]:
    """Hold the lock together with other writers: nobody clears up while it is held."""
    with _lock_file(path) as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        yield


@contextmanager
def lock_alone(path: Path) -> Iterator[bool]:
    """Try to hold the lock alone, without waiting; yields whether it is held."""
    with _lock_file(path) as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (*_NO_LOCKS, errno.EWOULDBLOCK):
                raise
            held = False
        else:
            held = True
        yield held


@contextmanager
def _lock_file(path: Path) -> Iterator[int]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)
