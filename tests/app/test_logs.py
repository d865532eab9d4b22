"""A day's work of the demo leaves no patient's identifiers in the logs, nor in what machines keep readable."""

import io
import logging
import re
from collections.abc import Iterator

import pytest
from sqlalchemy import select, text

from chartside.clinic.coverage import coverages_of
from chartside.clinic.patients import contacts_of, identities
from chartside.clinic.tables import Patient, Visit
from chartside.platform.logs import configure_logs
from chartside.platform.tenancy import Actor
from tests.app.asking import Asker, SignedIn
from tests.app.clinics import Clinic, TwoClinics

pytestmark = pytest.mark.xdist_group("two_clinics")
READABLE = (
    "select detail::text from audit_entry",
    "select detail::text from event",
    "select concat_ws(' ', idempotency_key, reference, reason) from effect",
    "select detail::text from effect_attempt",
    "select convert_from(manifest, 'UTF8') from proposal_version",
)


@pytest.fixture
def clinic(two: TwoClinics) -> Clinic:
    return two.mine


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Everything the process logs, through the product's own set-up."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level, logging.getLogRecordFactory(), logging.raiseExceptions)
    target = io.StringIO()
    configure_logs(logging.DEBUG, target)
    yield target
    root.handlers[:], level, factory, logging.raiseExceptions = before
    root.setLevel(level)
    logging.setLogRecordFactory(factory)
    logging.captureWarnings(capture=False)


def identifiers(clinic: Clinic) -> set[str]:
    """Names, numbers and dates of every patient and of the people around them."""
    found: set[str] = set()
    with clinic.house.database.work(clinic.org_id, Actor.system("test")) as work:
        ids = list(work.session.scalars(select(Patient.id).where(Patient.org_id == clinic.org_id)))
        for patient_id, who in identities(work, ids).items():
            born = who.birth_date
            found |= {who.first, who.last, who.name, who.mrn, who.phone, who.address.street}
            found |= {born.isoformat(), f"{born:%m/%d/%Y}", f"{born:%B} {born.day}, {born.year}"}
            found |= {contact.name for contact in contacts_of(work, patient_id)}
            found |= {coverage.member_id for coverage in coverages_of(work, patient_id)}
    return {one for one in found if len(one) > 2}


def named_in(haystack: str, needles: set[str]) -> set[str]:
    return {one for one in needles if re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", haystack)}


def work_a_day(clinic: Clinic, asker: Asker) -> None:
    """Searches, a form, a draft, edits, a vouch, a refused signature, a page that is not there, a fault."""
    dana = SignedIn.of(clinic, clinic.email_named("dwhitfield"))
    coordinator = SignedIn.of(clinic, clinic.email_of("coordinator"))
    asker.ask("POST", "/patients", dana, {"query": "Theo Marsh"})
    asker.ask("GET", "/patients?query=Theo+Marsh", dana)
    with clinic.house.database.work(clinic.org_id, Actor.system("test")) as work:
        visit = work.session.scalars(select(Visit.id).where(Visit.source_id == "A001-20261120-1000")).one()
    form = {"revision": "1", "subjective": "Theo Marsh slept", "activities": "platform-swing"}
    asker.ask("PUT", f"/visits/{visit}/session", dana, form)
    asker.ask("POST", f"/visits/{visit}/session/draft", dana, form | {"revision": "2"})
    note = clinic.demo.proposals["unsupported_edit"]
    asker.ask("GET", f"/notes/{note}", dana)
    asker.ask(
        "POST", f"/notes/{note}/vouch", dana, {"version": "2", "sentence": "x", "reason": "Ruben Castillo"}
    )
    asker.ask(
        "POST",
        f"/notes/{note}/edit",
        dana,
        {"version": "2", "section:S": "Ruben Castillo, W-20366, said so."},
    )
    asker.ask(
        "POST", f"/notes/{note}/return", dana, {"version": "3", "reason": "Ruben Castillo said otherwise"}
    )
    asker.ask("POST", "/sign-in", None, {"clinic": "westlake", "email": "Theo Marsh", "password": "W-20388"})
    asker.ask("GET", "/nowhere/Theo-Marsh?mrn=W-20388", dana)
    asker.ask("POST", "/set-up/import", coordinator, {"kind": "patients", "source": "Theo Marsh W-20388"})


def test_nothing_of_a_patient_is_readable_where_machines_write(
    clinic: Clinic, asker: Asker, written: io.StringIO
) -> None:
    work_a_day(clinic, asker)
    logged = written.getvalue()
    assert "web.request" in logged, "nothing was logged, so nothing was tested"
    known = identifiers(clinic)
    assert "Theo Marsh" in known
    assert "W-20388" in known
    assert named_in(logged, known) == set()
    with clinic.house.database.work(clinic.org_id, Actor.system("test")) as work:
        kept = "\n".join(str(row) for query in READABLE for row in work.session.scalars(text(query)))
    assert kept
    assert named_in(kept, known) == set()


def test_the_machinery_of_jobs_holds_nothing_of_a_patient(clinic: Clinic) -> None:
    with clinic.house.database.jobs_engine.connect() as jobs:
        tables = jobs.scalars(text("select tablename from pg_tables where schemaname = 'jobs'")).all()
        kept = "\n".join(
            str(row)
            for table in tables
            for row in jobs.scalars(text(f'select t::text from jobs."{table}" t'))
        )
    assert "review.deliver" in kept
    assert named_in(kept, identifiers(clinic)) == set()
