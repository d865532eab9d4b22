"""A clinic's people and a runtime whose receiver keeps what reached it."""

from uuid import UUID

import pytest

from chartside.platform.jobs.queue import DurableQueue
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.tenancy import Actor, WorkDatabase
from chartside.review.delivery import Couriers
from tests.laws.receiver import Receiver
from tests.review.people import allow_kind, hire


@pytest.fixture(scope="module", autouse=True)
def kind(database: WorkDatabase) -> None:
    database.jobs = DurableQueue(database.app_engine)
    allow_kind(database)


@pytest.fixture
def people(database: WorkDatabase, org: UUID) -> dict[str, Actor]:
    return hire(database, org)


@pytest.fixture
def receiver() -> Receiver:
    return Receiver(idempotent=True)


@pytest.fixture
def runtime(database: WorkDatabase, receiver: Receiver) -> Runtime:
    return Runtime(database, {Couriers: Couriers({"receiver": receiver}, lambda _org, _name: {})})
