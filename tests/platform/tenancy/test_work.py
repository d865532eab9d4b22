"""A unit of work commits all or nothing."""

from uuid import UUID

import pytest
from sqlalchemy import select

from chartside.kernel.ids import new_id
from chartside.platform.audit.tables import AuditEntry, Look
from chartside.platform.crypto.tables import DataKey
from chartside.platform.events.tables import Event
from chartside.platform.tenancy import WorkDatabase
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
