"""What runs by the clock, for each organisation."""

from threading import Event
from uuid import UUID
from zoneinfo import ZoneInfoNotFoundError

import pytest
from sqlalchemy import text

from chartside.kernel.ids import new_id
from chartside.platform.jobs.registry import Registry
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.jobs.timetable import fan_out
from chartside.platform.tenancy import WorkDatabase
from chartside.platform.tenancy.organisations import found_organisation
from tests.platform.jobs.conftest import StartWorker


@pytest.fixture
def others(database: WorkDatabase) -> set[UUID]:
    """Every organisation that there is, three of them new."""
    for _ in range(3):
        found_organisation(database, f"c-{new_id().hex}", "Lakeside", zone="America/Chicago", is_demo=True)
    return set(database.tenant_ids())


def test_a_scheduled_instant_runs_once_for_each_organisation(
    database: WorkDatabase, others: set[UUID], jobs: Registry, start_worker: StartWorker
) -> None:
    ran: list[UUID] = []
    jobs.schedule("test.sweep", cron="0 3 1 1 *", zone="America/Chicago")(
        lambda runtime, org_id: ran.append(org_id)
    )
    worker = start_worker()
    for _ in range(2):  # a second worker meets the same instant
        assert fan_out(Runtime(database), "test.sweep", "2026-11-20t0300") == len(others)
    worker.wait_idle()
    assert sorted(ran) == sorted(others)


def test_a_schedule_fires_by_itself(others: set[UUID], jobs: Registry, start_worker: StartWorker) -> None:
    seen: set[UUID] = set()
    all_seen = Event()

    @jobs.schedule("test.each_second", cron="* * * * * *")
    def each_second(runtime: Runtime, org_id: UUID) -> None:
        seen.add(org_id)
        if seen == others:
            all_seen.set()

    start_worker()
    assert all_seen.wait(30)


def test_a_schedule_that_is_gone_is_removed(
    database: WorkDatabase, jobs: Registry, start_worker: StartWorker
) -> None:
    jobs.schedule("test.kept", cron="0 0 1 1 *")(lambda runtime, org_id: None)
    start_worker()
    with database.jobs_engine.connect() as connection:
        names = connection.scalars(text("select schedule_name from jobs.workflow_schedules")).all()
    assert list(names) == ["test.kept"]


def test_a_beat_is_called_for_each_organisation_and_outlives_failures(
    others: set[UUID], jobs: Registry, start_worker: StartWorker
) -> None:
    calls: list[UUID] = []
    enough = Event()

    @jobs.beat("test.seal", seconds=0.01)
    def seal(runtime: Runtime, org_id: UUID) -> None:
        calls.append(org_id)
        if calls.count(org_id) >= 2 and set(calls) == others:
            enough.set()
        raise ValueError("this organisation has trouble")

    worker = start_worker()
    assert enough.wait(30)
    worker.stop()


def test_names_and_zones_are_checked_when_declared(jobs: Registry) -> None:
    jobs.job("test.one")(lambda runtime, org_id: None)

    def other(runtime: Runtime, org_id: UUID) -> None:
        return None

    with pytest.raises(ValueError, match=r"test\.one"):
        jobs.job("test.one")(other)
    with pytest.raises(ValueError, match=r"area\.verb"):
        jobs.job("Sweep")(other)
    with pytest.raises(ZoneInfoNotFoundError):
        jobs.schedule("test.two", cron="* * * * *", zone="America/Nowhere")(other)
