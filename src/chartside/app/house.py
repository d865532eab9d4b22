"""Everything one installation runs on: server, database, connectors, jobs."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import chartside.clinic.jobs
import chartside.documentation.kind
import chartside.documentation.learning.jobs
import chartside.platform.operations.chain_check
import chartside.platform.operations.sealing
import chartside.privacy.jobs
import chartside.review.chase
import chartside.review.expiry  # noqa: F401 - each declares its jobs and kinds when it is imported
from chartside.app.patience import patiently
from chartside.connectors.document_export.connector import DocumentExport
from chartside.documentation.package import CONNECTOR
from chartside.kernel.clock import Clock
from chartside.platform.assembly import open_database, prepare_database
from chartside.platform.database.server import running_server
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.jobs.settings import WorkerSettings
from chartside.platform.jobs.worker import JobWorker
from chartside.platform.settings import Settings
from chartside.platform.tenancy import WorkDatabase
from chartside.privacy.door.detector import detector_finders
from chartside.privacy.door.finders import Scanner
from chartside.review.delivery import Couriers


@dataclass(frozen=True)
class House:
    """One installation, put together and ready to serve or to work.

    Attributes:
        scanner: what looks for identifiers at the model door.
    """

    settings: Settings
    database: WorkDatabase
    export: DocumentExport
    runtime: Runtime
    scanner: Scanner = detector_finders

    def worker(self) -> JobWorker:
        """The worker of this process; it runs from `start` to `stop`."""
        settings = WorkerSettings(name=self.settings.worker_name, threads=self.settings.worker_threads)
        return JobWorker(self.runtime, settings)

    def prepare_destination(self, org_id: UUID) -> None:
        """Make the folders into which an organisation's signed papers are dropped."""
        for name in DESTINATIONS:
            self.export.prepare(destination_of(org_id, name))


DESTINATIONS = ("chart", "billing")


def destination_of(org_id: UUID, name: str) -> Mapping[str, Any]:
    """A destination below the export folder: one folder per organisation and purpose."""
    if name not in DESTINATIONS:
        raise LookupError(f"no destination is named {name}")
    return {"folder": f"{org_id.hex[:12]}/{name}"}


@contextmanager
def open_house(settings: Settings, clock: Clock | None = None) -> Iterator[House]:
    """Start what is needed (the embedded server unless another is set), bring the schema up to date.

    The embedded server stops at the end when nobody else uses it.

    Raises:
        Refused: the data folder, the server or a role does not fit.
    """
    with running_server(settings) as url:
        database = open_database(url, settings.secrets, clock=clock)
        try:
            patiently(settings, lambda: prepare_database(database))
            yield put_together(settings, database)
        finally:
            database.dispose()


def put_together(settings: Settings, database: WorkDatabase) -> House:
    """The house over a database that is up to date."""
    export = DocumentExport(settings.export_dir)
    couriers = Couriers({CONNECTOR: export}, destination_of)
    house = House(settings, database, export, Runtime(database, {Couriers: couriers}))
    for org_id in database.tenant_ids():
        house.prepare_destination(org_id)
    return house
