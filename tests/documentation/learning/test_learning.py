"""What is learned from signed notes, by whom it is switched on, and that it can be taken back."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from chartside.documentation.addenda import draft_addendum
from chartside.documentation.drafts import draft_note
from chartside.documentation.learning.preferences import (
    PreferenceView,
    active_preferences,
    author_weights,
    preferences_of,
    switch,
)
from chartside.documentation.learning.reading import note_seen
from chartside.documentation.learning.recording import forget_signed, record_signed
from chartside.documentation.learning.tables import (
    ApprovedSentenceRow,
    NoteCorrectionRow,
    NoteFigureRow,
)
from chartside.drafting.corrections.wording import Preference
from chartside.kernel.errors import NotFound, Refused
from chartside.kernel.ids import new_id
from chartside.platform.crypto import Sealed
from chartside.review.delivery import deliver
from chartside.review.signing import recall
from tests.documentation.clinic import Clinic
from tests.documentation.learning.notes import SYSTEM, instead, session, signed_notes, visits_of

ELIN = "esorley"
CLIENT = Preference("patient", "client")


@pytest.fixture(scope="module")
def notes(clinic: Clinic) -> list[UUID]:
    """Six notes in which Elin wrote `client` wherever the draft said `patient`."""
    return list(signed_notes(clinic, ELIN, 6, instead("patient", "client")))


def elin(clinic: Clinic) -> UUID:
    staff_id = clinic.actor(ELIN).staff_id
    assert staff_id
    return staff_id


def offered(clinic: Clinic) -> PreferenceView:
    with clinic.work(SYSTEM) as work:
        return next(one for one in preferences_of(work, elin(clinic)) if one.preference == CLIENT)


def test_each_note_is_kept_as_figures_and_corrections_without_names(
    clinic: Clinic, notes: list[UUID]
) -> None:
    with clinic.work(SYSTEM) as work:
        figures = work.session.scalars(
            select(NoteFigureRow).where(NoteFigureRow.proposal_id.in_(notes))
        ).all()
        assert len(figures) == len(notes)
        assert all(0 < one.distance < 0.3 and one.kept < one.drafted for one in figures)
        assert all(one.facts_changed == 0 and one.numbers == 0 for one in figures)
        said = []
        for table in ("note_correction", "approved_sentence"):
            rows = work.session.execute(text(f"select id, key_id, sealed from {table}")).all()
            sealed = [(row.id, Sealed(row.key_id, row.sealed)) for row in rows]
            said += [str(one) for one in work.vault.open_many_json(work, table, sealed)]
        names = {word for note in notes for word in clinic.record(note).content["header"]["patient"].split()}
        assert said
        assert not [name for name in names for one in said if name in one]


def test_the_same_change_made_often_is_offered_and_nothing_else_is(clinic: Clinic, notes: list[UUID]) -> None:
    found = offered(clinic)
    assert (found.state, found.version) == ("proposed", 1)
    assert found.edits >= 5
    assert "atient" in found.examples[-1][0]
    assert "lient" in found.examples[-1][1]
    with clinic.work(SYSTEM) as work:
        assert active_preferences(work, elin(clinic)) == ()


def test_only_the_author_switches_it_on(clinic: Clinic, notes: list[UUID]) -> None:
    found = offered(clinic)
    with pytest.raises(Refused, match="whose edits"), clinic.work("wpruitt") as work:
        switch(work, found.id, on=True)
    with pytest.raises(Refused, match="whose edits"), clinic.work(SYSTEM) as work:
        switch(work, found.id, on=True)
    with pytest.raises(NotFound), clinic.work(ELIN) as work:
        switch(work, new_id(), on=True)


def test_the_database_lets_no_machine_switch_it_on(clinic: Clinic, notes: list[UUID]) -> None:
    statement = (
        "insert into wording_preference (org_id, id, author_id, key, version, state, edits, decided_at,"
        " decided_by, key_id, sealed) select org_id, gen_random_uuid(), author_id, key, 99, 'on', edits,"
        " decided_at, 'nobody', key_id, sealed from wording_preference limit 1"
    )
    with pytest.raises(DBAPIError, match="switched_by_a_person"):
        clinic.run(statement)
    with pytest.raises(DBAPIError, match=r"append-only|permission denied"):
        clinic.run("update wording_preference set state = 'off'")


def test_switched_on_it_is_written_so_until_it_is_switched_off(clinic: Clinic, notes: list[UUID]) -> None:
    visit = visits_of(clinic, ELIN, 7)[-1]
    with clinic.work(ELIN) as work:
        switch(work, offered(clinic).id, on=True)
        assert active_preferences(work, elin(clinic)) == (CLIENT,)
    note = clinic.draft(visit, ELIN, **session(7))
    body = [one for one in clinic.record(note).content["sentences"] if one["section"] != "SIG"]
    assert any("lient" in one["text"] for one in body)
    assert not any("atient" in one["text"] for one in body)
    assert all(one["status"] == "supported" and not one["edited"] for one in body)
    with clinic.work(ELIN) as work:
        switch(work, offered(clinic).id, on=False)
    clinic.draft(visit, ELIN, **session(8))
    body = [one for one in clinic.record(note).content["sentences"] if one["section"] != "SIG"]
    assert any("atient" in one["text"] for one in body)
    assert offered(clinic).version == 3
    with clinic.work("wpruitt") as work:
        staff_id = work.actor.staff_id
        assert staff_id
        assert active_preferences(work, staff_id) == (), "it is hers alone"


def test_rewritten_phrases_lose_weight_for_their_author(clinic: Clinic, notes: list[UUID]) -> None:
    with clinic.work(SYSTEM) as work:
        weights = author_weights(work, elin(clinic))
        assert weights
        assert all(0.1 <= weight < 1 for weight in weights.values())
        assert author_weights(work, new_id()) == {}


def test_recording_again_changes_nothing(clinic: Clinic, notes: list[UUID]) -> None:
    with clinic.work(SYSTEM) as work:
        before = work.session.execute(text("select count(*) from note_correction")).scalar_one()
        record_signed(work, notes[0])
        assert work.session.execute(text("select count(*) from note_correction")).scalar_one() == before


def test_a_recalled_note_teaches_nothing(clinic: Clinic) -> None:
    note = next(signed_notes(clinic, "hvoss", 1, instead("patient", "client")))
    with clinic.work("hvoss") as work:
        recall(work, note)
    with clinic.work(SYSTEM) as work:
        forget_signed(work, note)
        record_signed(work, note)
        assert work.session.get(NoteFigureRow, (work.org_id, note)) is None
        for table in (NoteCorrectionRow, ApprovedSentenceRow):
            assert work.session.scalars(select(table).where(table.proposal_id == note)).all() == []


def test_a_note_that_is_added_to_is_no_example(clinic: Clinic, notes: list[UUID]) -> None:
    note = notes[1]
    clinic.clock.advance(timedelta(minutes=3))
    for effect in clinic.record(note).effects:
        deliver(clinic.house.runtime, clinic.demo.org_id, str(effect.id))
    with clinic.work(ELIN) as work:
        addendum = draft_addendum(work, note, "He used the left rail, not the right one.", "found on reading")
    clinic.sign(addendum, ELIN)
    with clinic.work(SYSTEM) as work:
        told = work.session.execute(
            text("select detail from event where name = 'note.added_to'")
        ).scalar_one()
        assert told["proposal"] == str(note)
        forget_signed(work, note, figure=False)
        table = ApprovedSentenceRow
        assert work.session.scalars(select(table).where(table.proposal_id == note)).all() == []
        assert work.session.get(NoteFigureRow, (work.org_id, note)) is not None


def test_reading_time_leaves_out_pauses(clinic: Clinic) -> None:
    visit = visits_of(clinic, "jtamsin", 1)[0]
    note = clinic.draft(visit, "jtamsin", **session(3))
    for minutes in (0, 1, 2, 30, 1):
        clinic.clock.advance(timedelta(minutes=minutes))
        with clinic.work("jtamsin") as work:
            note_seen(work, note)
    clinic.clock.advance(timedelta(seconds=20))
    clinic.sign(note, "jtamsin")
    with clinic.work(SYSTEM) as work:
        record_signed(work, note)
        figure = work.session.get(NoteFigureRow, (work.org_id, note))
        assert figure is not None
        assert figure.open_seconds == 4 * 60 + 20
        assert (figure.distance, figure.drafted) == (0.0, figure.kept)
    with pytest.raises(Refused), clinic.work("jtamsin") as work:
        draft_note(work, clinic.visit(visit))
