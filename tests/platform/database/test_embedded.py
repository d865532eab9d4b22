"""The embedded server: each fault that was found in launchers of this kind, and what happens now."""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from pydantic import SecretStr

from chartside.kernel.errors import Refused
from chartside.platform.database import place
from chartside.platform.database.embedded import EmbeddedError, EmbeddedServer
from chartside.platform.database.server import Keeper, running_server
from chartside.platform.settings import Settings

as_root = pytest.mark.skipif(not place.runs_as_root(), reason="only root gives its rights up")


@pytest.fixture(scope="module")
def short() -> Iterator[Path]:
    """A folder with a short path, since sockets have little room, and within reach of the server's user."""
    folder = Path(tempfile.mkdtemp(prefix="cs-", dir=Path(tempfile.gettempdir()).resolve()))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def server(short: Path) -> Iterator[EmbeddedServer]:
    """Stopped before and after each test; the tests of this module share its folder."""
    server = EmbeddedServer(short / "data", options={"shared_buffers": "16MB"})
    yield server
    server.stop(though_used=True)


@pytest.fixture
def first(short: Path) -> Iterator[EmbeddedServer]:
    """One that has never been started."""
    server = EmbeddedServer(short / "first", options={"fsync": "off"})
    yield server
    server.stop(though_used=True)


def one(url: str, query: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(query.encode()).fetchone()
        assert row is not None
        return row[0]


def postmaster(server: EmbeddedServer) -> int:
    return int((server.folder / "postmaster.pid").read_text().split()[0])


def in_another_process(server: EmbeddedServer, then: str) -> subprocess.Popen[str]:
    code = (
        "import os, pathlib, sys; from chartside.platform.database.embedded import EmbeddedServer\n"
        f"server = EmbeddedServer(pathlib.Path({str(server.data_dir)!r})); server.start()\n"
        f"{then}"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    )


def test_it_answers_when_start_returns_and_is_private(server: EmbeddedServer) -> None:
    url = server.start()
    assert not server.attached
    assert str(one(url, "show server_version")).startswith(place.SERVER_VERSION)
    assert one(url, "show listen_addresses") == ""
    assert one(url, "show server_encoding") == "UTF8"
    assert server.folder.stat().st_mode & 0o777 == 0o700
    assert server.stop()
    assert not (server.folder / "postmaster.pid").exists()


def test_after_a_crash_it_is_ready_with_every_committed_row(server: EmbeddedServer) -> None:
    url = server.start()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("create table kept (n int)")
    for number in range(3):
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("insert into kept values (%s)", (number,))
        os.kill(postmaster(server), signal.SIGKILL)
        assert one(server.start(), "select count(*) from kept") == number + 1


def test_a_server_that_dies_while_it_is_used_is_started_again(server: EmbeddedServer) -> None:
    url = server.start()
    keeper = Keeper(server, seconds=0.02)
    keeper.start()
    try:
        killed = postmaster(server)
        os.kill(killed, signal.SIGKILL)
        deadline = time.monotonic() + 60
        while not (answers(url) and postmaster(server) != killed):
            assert time.monotonic() < deadline
        assert one(url, "select 1") == 1
    finally:
        keeper.stop()


def answers(url: str) -> bool:
    try:
        return one(url, "select 1") == 1
    except psycopg.OperationalError:
        return False


@pytest.fixture
def nobody_waits() -> Iterator[None]:
    """This process takes the place of a container's first process that waits for nobody's end."""
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux lets a process adopt orphans")
    adopt_orphans = ctypes.CDLL(None).prctl
    adopt_orphans(36, 1, 0, 0, 0)
    yield
    adopt_orphans(36, 0, 0, 0, 0)
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


@pytest.mark.usefixtures("nobody_waits")
def test_a_killed_server_that_nobody_waited_for_is_not_taken_for_running(server: EmbeddedServer) -> None:
    server.start()
    os.kill(postmaster(server), signal.SIGKILL)
    assert one(server.start(), "select 1") == 1
    os.kill(postmaster(server), signal.SIGKILL)
    deadline = time.monotonic() + 60
    while not place.is_killed(server.folder):
        assert time.monotonic() < deadline
    assert server.stop()
    assert one(server.start(), "select 1") == 1


def test_the_settings_choose_the_server(server: EmbeddedServer) -> None:
    given = Settings(data_dir=server.data_dir, database_url=SecretStr("postgresql://login:p@host/chartside"))
    with running_server(given) as url:
        assert url == "postgresql://login:p@host/chartside"
    with running_server(Settings(data_dir=server.data_dir)) as url:
        assert one(url, "select 1") == 1
    assert not (server.folder / "postmaster.pid").exists()


def test_a_second_process_attaches_and_the_last_one_stops_it(server: EmbeddedServer) -> None:
    server.start()
    other = in_another_process(
        server, "print(server.attached, flush=True); sys.stdin.readline(); server.stop()"
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "True\n"
    assert not server.stop(), "the other process still uses it"
    assert one(server.url(), "select 1") == 1
    other.communicate("end\n")
    assert other.returncode == 0
    assert not (server.folder / "postmaster.pid").exists()


def test_what_a_killed_owner_left_running_can_be_stopped(server: EmbeddedServer) -> None:
    owner = in_another_process(server, "print('up', flush=True); sys.stdin.readline()")
    assert owner.stdout is not None
    assert owner.stdout.readline() == "up\n"
    owner.kill()
    owner.communicate()
    assert one(server.start(), "select 1") == 1
    assert server.attached
    assert server.stop()
    assert not (server.folder / "postmaster.pid").exists()


def test_a_long_path_gets_a_short_private_socket(short: Path) -> None:
    server = EmbeddedServer(short / ("long" * 30), options={"shared_buffers": "16MB"})
    try:
        assert one(server.start(), "select 1") == 1
        sockets = place.socket_folder(server.folder)
        assert sockets != server.folder
        assert sockets.stat().st_mode & 0o777 == 0o700
    finally:
        server.stop(though_used=True)
        shutil.rmtree(place.socket_folder(server.folder), ignore_errors=True)


def test_a_folder_that_others_can_enter_is_refused(server: EmbeddedServer) -> None:
    server.start()
    server.stop()
    server.folder.chmod(0o755)
    with pytest.raises(Refused, match="can be entered by others"):
        server.start()
    server.folder.chmod(0o700)
    assert one(server.start(), "select 1") == 1


def test_the_number_of_a_dead_server_may_belong_to_another_program(server: EmbeddedServer) -> None:
    server.start()
    server.stop()
    # What a restarted container finds: the file of before, naming a process that is now another one.
    stale = server.folder / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{server.folder}\n1\n5432\n{server.folder}\n\n1 1\nready\n")
    assert one(server.start(), "select 1") == 1


def test_a_first_start_that_was_killed_is_made_anew(first: EmbeddedServer) -> None:
    place.prepare_data_dir(first.data_dir)
    half = first.data_dir / ".postgres-new"
    half.mkdir(mode=0o700)
    (half / "PG_VERSION").write_text("18\n")
    assert one(first.start(), "select 1") == 1


def test_data_of_another_version_is_left_alone(server: EmbeddedServer) -> None:
    server.start()
    server.stop()
    version = server.folder / "PG_VERSION"
    version.write_text("16\n")
    with pytest.raises(EmbeddedError, match="made by PostgreSQL 16"):
        server.start()
    version.write_text(f"{place.SERVER_VERSION}\n")


def test_a_failing_statement_leaves_no_values_in_the_log(server: EmbeddedServer) -> None:
    with psycopg.connect(server.start(), autocommit=True) as connection:
        connection.execute("create table person (name text check (length(name) < 3))")
        with pytest.raises(psycopg.errors.CheckViolation):
            connection.execute("insert into person values ('Whitfield')")
    assert "Whitfield" not in (server.folder / "server.log").read_text()


@as_root
def test_root_s_home_is_never_used() -> None:
    with pytest.raises(Refused, match="root's home"):
        EmbeddedServer(Path("~/chartside-test")).start()


@as_root
def test_a_closed_parent_is_named_not_opened(short: Path) -> None:
    closed = short / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(Refused, match="closed to other users"):
        EmbeddedServer(closed / "data").start()
    assert closed.stat().st_mode & 0o777 == 0o700


@as_root
def test_programs_in_a_closed_folder_are_copied(
    server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "_open_to_all", lambda package: False)
    assert one(server.start(), "select 1") == 1
    assert server.data_dir in place.binaries(server.data_dir).parents
