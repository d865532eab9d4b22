"""Enqueueing a job inside the caller's transaction."""

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine

from chartside.platform.jobs.arguments import Argument, checked_key, stored
from chartside.platform.jobs.registry import Registry, registry
from chartside.platform.jobs.schema import SCHEMA

if TYPE_CHECKING:
    from dbos import DBOSClient, EnqueueOptions

    from chartside.platform.tenancy import Work

APPLICATION = "chartside"
QUEUE = "work"
# A worker only takes rows of its own version. It names the shape of the workflow in `attempts.py`, not
# the release: a release must go on with what the one before it left waiting.
WORKFLOW_SHAPE = "attempts-1"


class DurableQueue:
    """The `JobQueue` that is given to each `Work`.

    Args:
        app_engine: the engine of the transactions in which jobs are enqueued.
    """

    def __init__(self, app_engine: Engine, jobs: Registry = registry) -> None:
        self._engine = app_engine
        self._registry = jobs

    def enqueue(
        self, work: "Work", job_name: str, key: str, *args: Argument, delay: timedelta | None = None
    ) -> None:
        """Have the job run once this transaction has committed, `delay` later at the earliest.

        The same key again in the same organisation changes nothing, even after the job has run.

        `key` is made of ids and short words joined with colons, such as `deliver:<effect id>`; `args` are
        handed to the job as stored: UUIDs become text.

        Raises:
            LookupError: no such job is registered in this process.
            UnsafeArgumentError: the key or an argument could hold more than an id.
        """
        if job_name not in self._registry.jobs:
            raise LookupError(
                f"no job is named {job_name!r}; is its module imported where the application is composed?"
            )
        plain = [stored(argument) for argument in args]
        options = enqueue_options(job_name, str(work.org_id), f"{work.org_id}:{checked_key(key)}", delay)
        # An object that is still pending in the session may be what the job will read.
        work.session.flush()
        self._client.enqueue_in_transaction(work.session, options, str(work.org_id), 1, *plain)

    @cached_property
    def _client(self) -> "DBOSClient":
        return make_client(self._engine)


def make_client(engine: Engine) -> "DBOSClient":
    """A client that writes through `engine`; it connects when it is first used."""
    from dbos import DBOSClient, DBOSPortableJSONSerializer  # noqa: PLC0415 - loads for half a second

    return DBOSClient(
        system_database_engine=engine,
        dbos_system_schema=SCHEMA,
        serializer=DBOSPortableJSONSerializer(),
        application_name=APPLICATION,
        lazy=True,
    )


def enqueue_options(name: str, org_id: str, row_id: str, delay: timedelta | None) -> "EnqueueOptions":
    """How every row is enqueued: the partition key is the organisation, for fairness and isolation."""
    options: dict[str, Any] = {
        "queue_name": QUEUE,
        "workflow_name": name,
        "workflow_id": row_id,
        "app_version": WORKFLOW_SHAPE,
        "queue_partition_key": org_id,
    }
    if delay:
        options["delay_seconds"] = delay.total_seconds()
    return options  # type: ignore[return-value]
