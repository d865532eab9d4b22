"""Schedules: at each time of a cron line, one job per organisation, all enqueued in one transaction."""

from collections.abc import Callable

from dbos import DBOS, ScheduleInput

from chartside.platform.jobs.queue import enqueue_options, make_client
from chartside.platform.jobs.registry import Registry, Schedule
from chartside.platform.jobs.runtime import Runtime

_PREFIX = "schedule."


def apply_timetable(runtime: Runtime, registry: Registry) -> None:
    """Make the schedules of this process those of the installation; others are removed."""
    inputs: list[ScheduleInput] = [
        {
            "schedule_name": schedule.name,
            "workflow_fn": _registered_fan_out(runtime, schedule),
            "schedule": schedule.cron,
            "context": None,
            "cron_timezone": schedule.zone,
        }
        for schedule in registry.schedules.values()
    ]
    for known in DBOS.list_schedules():
        if known["schedule_name"] not in registry.schedules:
            DBOS.delete_schedule(known["schedule_name"])
    DBOS.apply_schedules(inputs)


def fan_out(runtime: Runtime, name: str, mark: str) -> int:
    """Enqueue the job `name` once for each organisation and `mark` (the scheduled instant); how many."""
    engine = runtime.database.jobs_engine
    client = make_client(engine)
    organisations = runtime.organisations()
    with engine.begin() as connection:
        for org_id in organisations:
            options = enqueue_options(name, str(org_id), f"{org_id}:{name}:{mark}", None)
            client.enqueue_in_transaction(connection, options, str(org_id), 1)
    return len(organisations)


def _registered_fan_out(runtime: Runtime, schedule: Schedule) -> Callable[..., None]:
    def run(scheduled_at: str, context: None) -> None:  # noqa: ARG001 - the form that DBOS calls
        mark = str(scheduled_at).replace(":", "").replace(" ", "t")
        DBOS.run_step({"name": schedule.name}, fan_out, runtime, schedule.name, mark)

    return DBOS.workflow(name=f"{_PREFIX}{schedule.name}")(run)
