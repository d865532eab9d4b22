"""Imports as durable jobs: they survive a crash, a restart and a closed page."""

from uuid import UUID

from chartside.clinic.imports import import_progress, run_import
from chartside.platform.jobs import job
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.tenancy import Actor, Work

IMPORT = "clinic.import"


def enqueue_import(work: Work, import_id: UUID) -> None:
    """Let an import run by itself: after it was started, and again after it was resumed."""
    done = import_progress(work, import_id).done
    work.enqueue(IMPORT, f"import:{import_id}:{done}", str(import_id))


@job(IMPORT)
def import_rows(runtime: Runtime, org_id: UUID, import_id: str) -> None:
    """Bring the rows in, chunk by chunk, from wherever the import stands."""
    run_import(runtime.database, org_id, UUID(import_id), Actor.system("import"))
