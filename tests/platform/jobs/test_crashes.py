"""Workers are killed, databases drop connections, processes share a machine; nothing is lost."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from chartside.kernel.errors import Refused
from chartside.kernel.ids import new_id
from chartside.platform.jobs import slots
from chartside.platform.jobs.attempts import Attempts
from chartside.platform.jobs.board import job_counts, wait_idle
from chartside.platform.jobs.keeper import Keeper
from chartside.platform.jobs.registry import Registry
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.jobs.settings import WorkerSettings
from chartside.platform.jobs.slots import Slot
from chartside.platform.settings import Settings
from chartside.platform.tenancy import WorkDatabase
from tests.conftest import WorkFactory
from tests.platform.jobs.conftest import StartWorker


@contextmanager
def child(
    database: WorkDatabase, settings: Settings, outside: Path, name: str, end: str
) -> Iterator[subprocess.Popen[bytes]]:
    url = database.admin_url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.platform.jobs.child", url, str(settings.data_dir), str(outside)]
    with subprocess.Popen([*command, name, end], cwd=Path(__file__).parents[3]) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def killed(
    database: WorkDatabase,
    settings: Settings,
    work: WorkFactory,
    jobs: Registry,
    queue: object,
    tmp_path: Path,
) -> Path:
    """The outside of a delivery whose worker `first` was killed after the effect, before noting it."""
    jobs.job("test.deliver")(lambda runtime, org_id, effect_id: None)
    effect = new_id()
    with work() as w:
        w.enqueue("test.deliver", f"deliver:{effect}", effect)
    with child(database, settings, tmp_path, "first", "die") as process:
        assert process.wait(timeout=60) == -signal.SIGKILL
    assert (tmp_path / "runs").read_text().splitlines() == [str(effect)]
    assert job_counts(database.jobs_engine)["running"] == 1
    return tmp_path


def ran_again_with_one_effect(outside: Path) -> bool:
    """At least once more: a worker that looks for dead ones every 20 ms may hand a slow run over again."""
    runs = (outside / "runs").read_text().splitlines()
    return len(runs) >= 2 and len(set(runs)) == 1 and len(list(outside.glob("effect-*"))) == 1


def test_the_same_worker_started_again_finishes_what_it_was_killed_in(
    database: WorkDatabase, settings: Settings, killed: Path
) -> None:
    with child(database, settings, killed, "first", "live"):
        wait_idle(database.jobs_engine, 60)
    assert ran_again_with_one_effect(killed)


def test_another_worker_takes_over_what_a_dead_one_left(
    database: WorkDatabase, killed: Path, jobs: Registry, start_worker: StartWorker
) -> None:
    def deliver(runtime: Runtime, org_id: UUID, effect_id: str) -> None:
        with (killed / "runs").open("a") as runs:
            runs.write(f"{effect_id}\n")
        (killed / f"effect-{effect_id}").touch(exist_ok=True)

    again = Registry()
    again.job("test.deliver")(deliver)
    jobs._jobs.update(again.jobs)
    start_worker(name="second", keep_seconds=0.02).wait_idle(30)
    assert ran_again_with_one_effect(killed)


def test_a_worker_outlives_the_loss_of_its_connections(
    database: WorkDatabase, work: WorkFactory, jobs: Registry, start_worker: StartWorker
) -> None:
    ran: list[str] = []
    jobs.job("test.note")(lambda runtime, org_id, name: ran.append(name))
    worker = start_worker(keep_seconds=1.0)
    for number in range(5):
        with work() as w:
            w.enqueue("test.note", f"note:{number}", f"n{number}")
        terminate_connections(database)
        worker.wait_idle(30)
    assert sorted(set(ran)) == ["n0", "n1", "n2", "n3", "n4"]


def terminate_connections(database: WorkDatabase) -> None:
    """Cut every connection of `cs_jobs`, as a restart of the server would; a role may end its own."""
    with database.jobs_engine.connect() as connection:
        connection.execute(
            text(
                "select pg_terminate_backend(pid) from pg_stat_activity "
                "where usename = 'cs_jobs' and datname = current_database() and pid <> pg_backend_pid()"
            )
        )


def test_a_name_is_held_by_one_process_at_a_time(database: WorkDatabase) -> None:
    slot = Slot.take(database.jobs_engine, "solo")
    with pytest.raises(Refused, match="solo"):
        Slot.take(database.jobs_engine, "solo")
    other = Slot.take(database.jobs_engine, None)
    assert not other.is_abandoned("solo")
    slot.release()
    assert other.is_abandoned("solo")
    other.release()


def test_a_name_is_taken_again_after_the_connection_was_lost(database: WorkDatabase) -> None:
    slot = Slot.take(database.jobs_engine, "steady")
    terminate_connections(database)
    assert slot.hold()
    assert slot.hold()
    terminate_connections(database)
    thief = Slot.take(database.jobs_engine, "steady")
    assert not slot.hold()
    assert not slot.hold()
    thief.release()
    assert slot.hold()
    slot.release()


def test_a_name_outlives_a_database_that_stays_away(
    database: WorkDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    slot = Slot.take(database.jobs_engine, "patient")

    def away(engine: Engine) -> Connection:
        raise OperationalError("connect", None, ConnectionRefusedError())

    terminate_connections(database)
    with monkeypatch.context() as patch:
        patch.setattr(slots, "_open", away)
        for _ in range(2):
            with pytest.raises(OperationalError):
                slot.hold()
        slot.release()
    assert slot.hold()
    slot.release()


def test_a_claim_that_was_lost_on_the_way_is_handed_back_after_two_looks(
    database: WorkDatabase, work: WorkFactory, jobs: Registry, queue: object
) -> None:
    jobs.job("test.lost")(lambda runtime, org_id: None)
    with work() as w:
        w.enqueue("test.lost", "lost")
    with database.jobs_engine.begin() as connection:
        connection.execute(
            text(
                "update jobs.workflow_status set status = 'PENDING', executor_id = 'me' "
                "where name = 'test.lost'"
            )
        )
    slot = Slot.take(database.jobs_engine, "me")
    keeper = Keeper(database.jobs_engine, slot, Attempts(Runtime(database)), WorkerSettings())
    assert keeper.round() == []
    assert len(keeper.round()) == 1
    assert job_counts(database.jobs_engine)["running"] == 0
    slot.release()
