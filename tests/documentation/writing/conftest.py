"""The demo clinic, its model on the loopback, and browsers of its people."""

from collections.abc import Iterator

import pytest

from chartside.app.flows import data_flows
from chartside.documentation.pages import note, session, writers, writing
from chartside.drafting.writers.simulator import ModelSimulator
from chartside.drafting.writers.simulator.behaviours import plain
from chartside.privacy import pages as privacy
from tests.documentation.clinic import Clinic
from tests.documentation.conftest import clinic  # noqa: F401 - the fixture of the folder above
from tests.documentation.test_note_pages import DESK
from tests.documentation.writing.desk import WritingClinic
from tests.web.site import Site


@pytest.fixture(scope="module")
def model() -> Iterator[ModelSimulator]:
    with ModelSimulator().running() as running:
        yield running


@pytest.fixture
def here(clinic: Clinic, model: ModelSimulator) -> WritingClinic:  # noqa: F811
    """Its model is faithful until a test says otherwise."""
    model.behave(plain)
    made = WritingClinic(clinic, model)
    made.use()
    return made


@pytest.fixture
def site(here: WritingClinic) -> Site:
    routers = [note.router, note.steps, session.router, writing.router, writers.router, privacy.router]
    extras = (DESK, here.runs, data_flows(here.clinic.house))
    return Site(here.clinic.house.database, routers, extras)
