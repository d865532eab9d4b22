"""What is seen of finished and waiting rows."""

from datetime import timedelta

from sqlalchemy import text

from chartside.platform.jobs.board import prune
from chartside.platform.jobs.registry import Registry
from chartside.platform.tenancy import WorkDatabase
from tests.conftest import WorkFactory
from tests.platform.jobs.conftest import StartWorker


def test_finished_rows_are_pruned(
    work: WorkFactory, database: WorkDatabase, jobs: Registry, start_worker: StartWorker
) -> None:
    jobs.job("test.deliver")(lambda runtime, org_id: None)
    with work() as w:
        w.enqueue("test.deliver", "old")
        w.enqueue("test.deliver", "waiting", delay=timedelta(hours=1))
    worker = start_worker()
    worker.wait_idle()
    worker.stop()
    assert prune(database.jobs_engine, timedelta(days=1)) == 0
    assert prune(database.jobs_engine, timedelta(0)) > 0
    with database.jobs_engine.connect() as connection:
        left = connection.scalars(text("select distinct status from jobs.workflow_status")).all()
        outputs = connection.scalar(text("select count(*) from jobs.operation_outputs"))
    assert left == ["DELAYED"]
    assert outputs == 0
