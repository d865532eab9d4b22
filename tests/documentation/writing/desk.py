"""The demo clinic with a model on its own server: the simulator, asked by the real clients."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from chartside.documentation.writing.asking import ask_model
from chartside.documentation.writing.choosing import choose_writer, set_own_server
from chartside.documentation.writing.run import ModelDesk
from chartside.documentation.writing.runs import Runs
from chartside.drafting.writers.simulator import ModelSimulator
from chartside.privacy.departures import departures
from chartside.privacy.runs import newest_run
from chartside.privacy.tables import DepartureRow, ModelRunRow, PlaceholderVaultRow
from tests.documentation.clinic import Clinic

DIRECTOR = "rabelson"


@dataclass
class WritingClinic:
    """The clinic, its model, and what a test does with both."""

    clinic: Clinic
    model: ModelSimulator

    @property
    def runs(self) -> Runs:
        return Runs(self.clinic.house.database.work, ModelDesk(self.clinic.house.settings.secrets))

    def use(self, writer: str = "local") -> None:
        with self.clinic.work(DIRECTOR) as work:
            set_own_server(work, "house-model", self.model.chat_address)
            choose_writer(work, writer)

    def write(self, draft: UUID, by: str) -> ModelRunRow:
        """Ask the model for a draft that stands, and wait."""
        with self.clinic.work(by) as work:
            assert ask_model(work, draft)
            run = newest_run(work, draft)
            assert run is not None
        self.runs.finish(self.clinic.demo.org_id, self.clinic.actor(by), run.id)
        return self.run_of(draft)

    def run_of(self, draft: UUID) -> ModelRunRow:
        with self.clinic.work(DIRECTOR) as work:
            run = newest_run(work, draft)
            assert run is not None
            work.session.expunge(run)
            return run

    def left(self) -> list[DepartureRow]:
        """The log, oldest first."""
        with self.clinic.work(DIRECTOR) as work:
            rows = list(reversed(departures(work, 500)))
            work.session.expunge_all()
            return rows

    def vaults(self) -> int:
        with self.clinic.work(DIRECTOR) as work:
            return len(work.session.scalars(select(PlaceholderVaultRow.id)).all())
