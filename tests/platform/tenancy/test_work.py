"""A unit of work commits all or nothing."""

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfoNotFoundError

import pytest
from sqlalchemy import select

from chartside.kernel.errors import NotFound
from chartside.kernel.ids import new_id
from chartside.platform.audit.tables import AuditEntry, Look
from chartside.platform.crypto.tables import DataKey
from chartside.platform.events.tables import Event
from chartside.platform.tenancy import Actor, Work, WorkDatabase
from chartside.platform.tenancy.organisations import found_organisation, organisation_exists, own_organisation
from chartside.platform.tenancy.ports import NoJobs
from tests.conftest import WorkFactory


def test_acts_looks_and_events_are_written_together(work: WorkFactory) -> None:
    subject, patient = new_id(), new_id()
    with work() as w:
        w.audit("review.countersigned", "proposal", subject, patient_id=patient, version=2)
        w.look(patient, "/patients")
        w.look(patient, "/patients")
        w.emit("note.signed", "proposal", subject, version=2)
    with work() as w:
        entry = w.session.scalars(select(AuditEntry).where(AuditEntry.subject_id == subject)).one()
        assert (entry.action, entry.patient_id, entry.detail) == (
            "review.countersigned",
            patient,
            {"version": 2},
        )
        assert entry.actor_name == "Dana Whitfield, OTR/L"
        assert entry.at == w.clock.now()
        assert len(w.session.scalars(select(Look)).all()) == 1
        assert w.session.scalars(select(Event)).one().name == "note.signed"


def test_an_error_leaves_nothing(work: WorkFactory) -> None:
    subject = new_id()

    def fail() -> None:
        with work() as w:
            w.audit("review.countersigned", "proposal", subject)
            w.emit("note.signed", "proposal", subject)
            w.vault.seal(w, "proposal", subject, b"content")
            raise RuntimeError("the page failed")

    with pytest.raises(RuntimeError, match="the page failed"):
        fail()
    with work() as w:
        assert w.session.scalars(select(AuditEntry).where(AuditEntry.subject_id == subject)).all() == []
        assert w.session.scalars(select(Event)).all() == []
        assert w.session.scalars(select(DataKey)).all() == []


def test_a_new_organisation_is_known_to_workers(database: WorkDatabase, org: UUID) -> None:
    assert org in database.tenant_ids()


def test_a_part_that_fails_alone_leaves_no_act(work: WorkFactory) -> None:
    kept, lost = new_id(), new_id()

    def fail(w: Work) -> None:
        with w.attempt():
            w.audit("patient.added", "patient", lost)
            w.look(lost, "/import")
            w.emit("patient.added", "patient", lost)
            raise ValueError("row 7 has no date of birth")

    with work() as w:
        w.audit("patient.added", "patient", kept)
        with pytest.raises(ValueError, match="row 7"):
            fail(w)
        w.look(lost, "/import")
    with work() as w:
        added = select(AuditEntry.subject_id).where(AuditEntry.action == "patient.added")
        assert w.session.scalars(added).all() == [kept]
        assert len(w.session.scalars(select(Look).where(Look.patient_id == lost)).all()) == 1
        assert w.session.scalars(select(Event).where(Event.subject_id == lost)).all() == []


def test_details_become_json(work: WorkFactory) -> None:
    subject = new_id()
    day = date(2026, 11, 20)
    with work() as w:
        w.audit("x.y", "x", subject, one=subject, day=day, many={"b", "a"}, pair=(1, None), deep={"a": [day]})
    with work() as w:
        entry = w.session.scalars(select(AuditEntry).where(AuditEntry.subject_id == subject)).one()
        assert entry.detail == {
            "one": str(subject),
            "day": "2026-11-20",
            "many": ["a", "b"],
            "pair": [1, None],
            "deep": {"a": ["2026-11-20"]},
        }
        with pytest.raises(TypeError, match="cannot hold a bytes"):
            w.audit("x.y", "x", subject, content=b"note")


def test_a_job_without_a_queue_is_an_error(work: WorkFactory) -> None:
    with work(jobs=NoJobs()) as w, pytest.raises(RuntimeError, match="no job queue"):
        w.enqueue("review.deliver", "deliver:1")


def test_founding_twice_keeps_the_first(database: WorkDatabase) -> None:
    def found(name: str) -> UUID:
        return found_organisation(database, " Hillside ", name, zone="America/Denver", is_demo=False)

    org_id = found("Hillside Therapy")
    assert found("Another name") == org_id
    assert organisation_exists(database, "HILLSIDE")
    assert not organisation_exists(database, "nobody")
    with database.work(org_id, Actor.system("test")) as w:
        assert own_organisation(w).name == "Hillside Therapy"
    with database.work(new_id(), Actor.system("test")) as w, pytest.raises(NotFound):
        own_organisation(w)
    with pytest.raises(ZoneInfoNotFoundError):
        found_organisation(database, "x", "X", zone="America/Nowhere", is_demo=False)
