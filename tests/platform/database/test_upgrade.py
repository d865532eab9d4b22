"""An installation that began on an earlier schema is brought up to date with what it holds."""

from collections.abc import Iterator
from datetime import date

import psycopg
import pytest

from chartside.clinic.identity import PatientIdentity
from chartside.clinic.patients import create_patient, identity_of
from chartside.clinic.tables import Location
from chartside.kernel.clock import FixedClock
from chartside.kernel.ids import new_id
from chartside.platform.assembly import open_database, prepare_database
from chartside.platform.audit.chain import verify
from chartside.platform.database import roles
from chartside.platform.database.migrations import runner
from chartside.platform.settings import Settings
from chartside.platform.tenancy import Actor, WorkDatabase
from chartside.platform.tenancy.organisations import found_organisation

BEFORE_REVIEW = "0003_clinic"
SYSTEM = Actor.system("test")


@pytest.fixture
def early(server_url: str, settings: Settings) -> Iterator[WorkDatabase]:
    """A database on the schema from before there were proposals."""
    name = f"u_{new_id().hex}"
    with psycopg.connect(server_url, autocommit=True) as admin:
        admin.execute(f"create database {name}")
    url = server_url.replace("/postgres?", f"/{name}?")
    database = open_database(url, settings.secrets, clock=FixedClock())
    roles.prepare_roles(url, settings.secrets)
    runner.upgrade(database.owner_engine, BEFORE_REVIEW)
    yield database
    database.dispose()
    with psycopg.connect(server_url, autocommit=True) as admin:
        admin.execute(f"drop database {name} with (force)")


def test_an_upgrade_keeps_what_is_there(early: WorkDatabase) -> None:
    org_id = found_organisation(early, "early", "Early Therapy", zone="America/Chicago", is_demo=True)
    with early.work(org_id, SYSTEM) as work:
        place = Location(code="main", name="Main", zone="America/Chicago", address={})
        work.session.add(place)
        work.session.flush()
        who = PatientIdentity(
            first="Theo", last="Marsh", birth_date=date(2019, 4, 11), mrn="W-1", source_id="1"
        )
        patient_id = create_patient(work, who, place.id)
    prepare_database(early)
    with early.work(org_id, SYSTEM) as work:
        assert identity_of(work, patient_id, "test").name == "Theo Marsh"
        assert verify(work.session).holds


def test_preparing_twice_changes_nothing(early: WorkDatabase) -> None:
    prepare_database(early)
    prepare_database(early)
