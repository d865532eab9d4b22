"""Every job, run for one clinic with ids of another's rows."""

import inspect
from collections.abc import Iterator

import pytest
from sqlalchemy.exc import NoResultFound

from chartside.kernel.errors import ChartsideError
from chartside.platform.jobs.registry import Job, Registry, registry
from chartside.platform.jobs.settings import WorkerSettings
from chartside.platform.jobs.worker import JobWorker
from chartside.platform.tenancy import Actor
from tests.app.clinics import TwoClinics
from tests.app.strangers import Stranger

pytestmark = pytest.mark.xdist_group("two_clinics")


def arguments(job: Job, stranger: Stranger) -> list[str]:
    """Ids of the other clinic's rows for what the job takes besides runtime and organisation."""
    found = []
    for name in list(inspect.signature(job.body).parameters)[2:]:
        row = stranger.row(name)
        assert row is not None, f"{job.name}: name its argument {name} after the table that it is an id of"
        found.append(row)
    return found


@pytest.mark.parametrize("name", sorted(registry.jobs))
def test_a_job_touches_nothing_of_anothers(name: str, two: TwoClinics) -> None:
    job, before = registry.jobs[name], two.rows_of_other()
    for nth in (0, 1):
        given = arguments(job, Stranger(two, two.other, nth))
        try:
            job.body(two.house.runtime, two.mine.org_id, *given)
        except (ChartsideError, NoResultFound):
            assert given, f"{name} fails in a clinic of its own"
    assert two.rows_of_other() == before


@pytest.mark.parametrize("name", sorted(registry.beats))
def test_a_beat_touches_nothing_of_anothers(name: str, two: TwoClinics) -> None:
    before = two.rows_of_other()
    registry.beats[name].body(two.house.runtime, two.mine.org_id)
    assert two.rows_of_other() == before


@pytest.fixture
def worker(two: TwoClinics) -> Iterator[JobWorker]:
    """Works on jobs alone: by their schedules and beats both clinics would change."""
    jobs = Registry(dict(registry.jobs))
    made = JobWorker(two.house.runtime, WorkerSettings(poll_seconds=0.05), jobs)
    made.start()
    made.wait_idle()
    yield made
    made.stop()


def test_a_worker_touches_nothing_of_anothers(worker: JobWorker, two: TwoClinics) -> None:
    before, stranger = two.rows_of_other(), Stranger(two, two.other)
    with two.house.database.work(two.mine.org_id, Actor.system("test")) as work:
        for job in registry.jobs.values():
            work.enqueue(job.name, f"walk:{job.name.replace('.', '_')}", *arguments(job, stranger))
    worker.wait_idle()
    assert two.rows_of_other() == before
