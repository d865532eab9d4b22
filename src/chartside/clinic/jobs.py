"""Imports as durable jobs: they survive a crash, a restart and a closed page."""

from uuid import UUID

from chartside.clinic.imports import cancel_import, run_import
from chartside.kernel.ids import new_id
from chartside.platform.jobs import job
from chartside.platform.jobs.attempts import current_attempt
from chartside.platform.jobs.outcomes import Ending, Outcome
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.tenancy import Actor, Work

IMPORT = "clinic.import"


def enqueue_import(work: Work, import_id: UUID) -> None:
    """Let an import run by itself: after it was started, and again after it was resumed.

    Each call asks anew: an import that was stopped before its first row must be able to go on. That two jobs
    may then find the same import does no harm, since they take its chunks in turns.
    """
    work.enqueue(IMPORT, f"import:{import_id}:{new_id()}", import_id)


@job(IMPORT)
def import_rows(runtime: Runtime, org_id: UUID, import_id: str) -> None:
    """Bring the rows in, chunk by chunk, from wherever the import stands."""
    actor = Actor.system("import")
    try:
        run_import(runtime.database, org_id, UUID(import_id), actor)
    except Exception as error:
        # An import that nothing works on any more must not look as if it were running.
        if Outcome.of(error).ending is Ending.FAILED or current_attempt().is_last:
            with runtime.database.work(org_id, actor) as work:
                cancel_import(work, UUID(import_id))
        raise
