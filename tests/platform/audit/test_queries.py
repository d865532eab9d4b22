"""What the audit page asks."""

from chartside.kernel.ids import new_id
from chartside.platform.audit.actions import Action, action_meaning
from chartside.platform.audit.queries import acts, looks
from tests.conftest import WorkFactory


def test_newest_first_page_by_page(work: WorkFactory) -> None:
    subjects = [new_id() for _ in range(5)]
    for subject in subjects:
        with work() as w:
            w.audit(Action.PROPOSAL_EDITED, "proposal", subject)
    with work() as w:
        first = acts(w.session, limit=3)
        second = acts(w.session, limit=3, older=first.older)
        assert [entry.seq for entry in first.entries] == [6, 5, 4]
        assert [entry.seq for entry in second.entries] == [3, 2, 1]
        assert (first.older, second.older) == ("4", None)


def test_by_patient_subject_person_and_action(work: WorkFactory) -> None:
    patient, subject = new_id(), new_id()
    with work() as w:
        w.audit(Action.COUNTERSIGNED, "proposal", subject, patient_id=patient)
        w.audit(Action.DELIVERED, "effect", new_id(), patient_id=patient)
        w.audit(Action.SIGNED_OUT, "account", new_id())
        person = w.actor.account_id
    with work() as w:
        found = acts(w.session, patient_id=patient).entries
        assert [entry.action for entry in found] == ["effect.delivered", "proposal.countersigned"]
        assert [e.subject_id for e in acts(w.session, subject=("proposal", subject)).entries] == [subject]
        assert len(acts(w.session, account_id=person).entries) == 3
        assert len(acts(w.session, action=Action.SIGNED_OUT).entries) == 1


def test_looks_by_patient(work: WorkFactory) -> None:
    patient = new_id()
    pages = [f"/patients/{number}" for number in range(5)]
    for page in pages:
        with work() as w:
            w.look(patient, page)
            w.look(new_id(), "/patients")
    seen: list[str] = []
    older: str | None = None
    with work() as w:
        for _ in range(3):
            found = looks(w.session, patient_id=patient, older=older, limit=2)
            seen += [look.page for look in found.entries]
            older = found.older
    assert seen == pages[::-1]
    assert older is None


def test_tags_read_as_words() -> None:
    assert action_meaning("proposal.countersigned") == "Countersigned"
    assert action_meaning("session_form.saved") == "Session form: saved"
    assert all(action.meaning and action.count(".") == 1 for action in Action)


def test_an_action_is_its_tag() -> None:
    assert str(Action.SIGNED_IN) == "session.signed_in"
