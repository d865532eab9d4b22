"""Ways around the laws that a real day offers: reassigned visits, late imports, other people's drafts."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from chartside.clinic.charges import charge_of
from chartside.documentation.addenda import draft_addendum
from chartside.documentation.context import visit_context
from chartside.documentation.drafts import draft_note, edit_note, remove_sentence
from chartside.documentation.kind import note_of
from chartside.kernel.errors import NotFound, Refused
from chartside.review.delivery import decide_effect, deliver
from chartside.review.model import Status
from chartside.review.reading import manifest_of
from chartside.review.signing import recall, withdraw
from tests.documentation.clinic import Clinic, answers_of

REACH: dict[str, Any] = {
    "key": "other", "name": "Shoulder strengthening with reach", "minutes": 25, "achieved": 3, "total": 5,
    "cues": "minimal verbal cues", "code": "97110", "goal": "G1",
}  # fmt: skip
ORTHO: dict[str, Any] = {
    "activities": [REACH],
    "response": ["stayed with it"],
    "skill": ["graded the task up and down by each response"],
    "plan": ["same activities"],
}


def short(minutes: int) -> dict[str, Any]:
    """One activity of that many minutes."""
    return ORTHO | {"activities": [REACH | {"minutes": minutes}]}


def all_goals_skipped() -> dict[str, Any]:
    return {"skipped": ["G1", "G2", "G3", "G4"]}


def effects(clinic: Clinic, proposal_id: UUID) -> list[str]:
    return [one["name"] for one in manifest_of(clinic.record(proposal_id).versions[-1])["effects"]]


def leave(clinic: Clinic, proposal_id: UUID) -> None:
    """Let the hold pass and everything leave."""
    clinic.clock.advance(timedelta(minutes=3))
    for effect in clinic.record(proposal_id).effects:
        deliver(clinic.house.runtime, clinic.demo.org_id, str(effect.id))


# Who may take back and withdraw


def test_only_who_signed_recalls(clinic: Clinic) -> None:
    note = clinic.draft("A024-20261120-1100", "jtamsin", **ORTHO, **all_goals_skipped())
    assert clinic.sign(note, "jtamsin") is Status.SIGNED
    with pytest.raises(Refused, match="signed"), clinic.work("hvoss") as work:
        recall(work, note)
    with clinic.work("jtamsin") as work:
        recall(work, note)
    assert clinic.record(note).state.status is Status.OPEN


def test_only_its_author_or_a_signer_withdraws(clinic: Clinic) -> None:
    note = clinic.draft("A048-20261120-0900", "hvoss", **ORTHO, **all_goals_skipped())
    with pytest.raises(Refused, match="withdraw"), clinic.work("jtamsin") as work:
        withdraw(work, note)
    with clinic.work("hvoss") as work:
        withdraw(work, note)
    assert clinic.record(note).state.status is Status.WITHDRAWN


# The record changes between the draft and the signature


def test_a_reassigned_visit_gets_the_new_therapists_chain(clinic: Clinic) -> None:
    first = clinic.draft("A051-20261120-1000", "wpruitt", **ORTHO, **all_goals_skipped())
    clinic.run(
        "update visit set provider_id = (select id from staff where code = 'hvoss') where source_id = :id",
        id="A051-20261120-1000",
    )
    with pytest.raises(Refused):
        clinic.sign(first, "wpruitt")
    with clinic.work("hvoss") as work:
        second = draft_note(work, clinic.visit("A051-20261120-1000"))
    assert second != first
    assert clinic.record(first).state.status is Status.WITHDRAWN
    assert [one.account_id for one in clinic.record(second).state.chain] == [clinic.actor("hvoss").account_id]


def test_a_note_of_a_visit_that_did_not_take_place_is_not_signed(clinic: Clinic) -> None:
    note = clinic.draft("A055-20261120-0900", "nhaddad", **ORTHO, **all_goals_skipped())
    clinic.run("update visit set status = 'no_show' where source_id = :id", id="A055-20261120-0900")
    with pytest.raises(Refused, match="take place"):
        clinic.sign(note, "nhaddad")
    clinic.run("update visit set status = 'completed' where source_id = :id", id="A055-20261120-0900")
    assert clinic.sign(note, "nhaddad") is Status.SIGNED


def test_times_that_changed_after_the_draft_are_drafted_again_before_signing(clinic: Clinic) -> None:
    note = clinic.draft("A028-20261120-0900", "esorley", **ORTHO, **all_goals_skipped())
    clinic.run(
        "update visit set ends_at = ends_at - interval '10 minutes' where source_id = :id",
        id="A028-20261120-0900",
    )
    with pytest.raises(Refused, match="record has changed"):
        clinic.sign(note, "esorley")
    with clinic.work("esorley") as work:
        assert draft_note(work, clinic.visit("A028-20261120-0900")) == note
    assert clinic.sign(note, "esorley") is Status.SIGNED


def test_a_visit_signed_in_the_chart_system_is_not_written_again(clinic: Clinic) -> None:
    note = clinic.draft("A024-20261120-1100", "jtamsin", **ORTHO, **all_goals_skipped())
    clinic.run("update visit set note_signed_at = starts_at where source_id = :id", id="A024-20261120-1100")
    with pytest.raises(Refused, match="signed in the chart"):
        clinic.sign(note, "jtamsin")
    with clinic.work("jtamsin") as work:
        withdraw(work, note)
    with pytest.raises(Refused, match="signed in the chart"), clinic.work("jtamsin") as work:
        draft_note(work, clinic.visit("A024-20261120-1100"))


def test_a_note_stays_readable_when_its_supervision_has_ended(clinic: Clinic) -> None:
    note = clinic.demo.proposals["assistant_with_cosignature"]
    ends = "update supervision set ends = ends - interval '100 years', starts = starts - interval '100 years'"
    clinic.run("update supervision set ends = '2026-11-20'")
    clinic.run(ends)
    with clinic.work("pnand") as work:
        assert visit_context(work, note_of(work, note).visit_id, "note").supervisor is None
    with pytest.raises(Refused, match="supervising therapist"), clinic.work("pnand") as work:
        remove_sentence(work, note, clinic.record(note).state.version, 3)
    with pytest.raises(Refused, match="supervising therapist"):
        clinic.sign(note, "dwhitfield")
    clinic.run("update supervision set ends = null, starts = starts + interval '100 years'")
    assert clinic.sign(note, "dwhitfield") is Status.SIGNED


# Nobody's words are lost


def test_drafting_again_without_a_change_keeps_the_edits(clinic: Clinic) -> None:
    note = clinic.demo.proposals["plain_pediatric"]
    with clinic.work("dwhitfield") as work:
        remove_sentence(work, note, clinic.record(note).state.version, 5)
    edited = clinic.record(note)
    with clinic.work("dwhitfield") as work:
        assert draft_note(work, clinic.visit("A002-20261120-0900")) == note
    assert clinic.record(note).content["sentences"] == edited.content["sentences"]
    assert clinic.record(note).state.version == edited.state.version


# What the signer is told


def test_the_queue_tells_the_units_of_the_version_that_waits(clinic: Clinic) -> None:
    note = clinic.draft("A045-20261119-0900", "wpruitt", **short(25), **all_goals_skipped())
    assert "2 units" in clinic.record(note).header["effect"]
    clinic.draft("A045-20261119-0900", "wpruitt", **short(40), **all_goals_skipped())
    assert "3 units" in clinic.record(note).header["effect"]


# The charge


def test_a_charge_without_a_unit_does_not_leave(clinic: Clinic) -> None:
    note = clinic.draft("A048-20261120-0900", "hvoss", **short(25), **all_goals_skipped())
    assert effects(clinic, note) == ["note", "charge"]
    clinic.draft("A048-20261120-0900", "hvoss", **short(5), **all_goals_skipped())
    assert effects(clinic, note) == ["note"]
    clinic.sign(note, "hvoss")
    leave(clinic, note)
    with clinic.work("hvoss") as work:
        assert clinic.record(note).state.status is Status.DELIVERED
        charge = charge_of(work, clinic.visit("A048-20261120-0900"))
        assert charge is None or charge.status != "exported"


# Goals


def test_the_signed_value_is_the_last_one_of_the_next_visit(clinic: Clinic) -> None:
    note = clinic.demo.proposals["hand_therapy"]

    def measured() -> dict[str, int]:
        with clinic.work("jtamsin") as work:
            context = visit_context(work, note_of(work, note).visit_id, "test")
            assert context.plan
            at = context.visit.starts_at + timedelta(days=1)
            last = {goal.code: goal.last_before(at) for goal in context.plan.goals}
            return {
                code: int(one.value) for code, one in last.items() if one and one.visit_id == context.visit.id
            }

    assert measured() == {}
    clinic.sign(note, "jtamsin")
    assert measured() == {"G1": 16, "G2": 52}
    with clinic.work("jtamsin") as work:
        recall(work, note)
    assert measured() == {}


# Addenda


def test_an_addendum_waits_until_the_note_can_no_longer_be_recalled(clinic: Clinic) -> None:
    note = clinic.demo.proposals["group_visit_mila"]
    clinic.sign(note, "dwhitfield")
    with pytest.raises(Refused, match="Recall"), clinic.work("dwhitfield") as work:
        draft_addendum(work, note, "Mother asked for the sheet.", "left out")
    leave(clinic, note)
    with clinic.work("dwhitfield") as work:
        addendum = draft_addendum(work, note, "Mother asked for the sheet.", "left out")
    assert clinic.record(addendum).state.status is Status.OPEN


# Deliveries


def test_an_effect_is_decided_on_its_own_proposal_only(clinic: Clinic) -> None:
    note = clinic.demo.proposals["group_visit_jun"]
    other = clinic.demo.proposals["group_visit_nora"]
    clinic.sign(note, "dwhitfield")
    effect = clinic.record(note).effects[0].id
    with pytest.raises(NotFound), clinic.work("dwhitfield") as work:
        decide_effect(work, other, effect, happened=False)


def test_a_plan_made_after_the_visit_is_not_in_force_there(clinic: Clinic) -> None:
    with clinic.work("jtamsin") as work:
        visit = clinic.visit("A024-20261120-1100")
        before = visit_context(work, visit, "test").plan
        assert before
        work.session.execute(
            text(
                "insert into plan_of_care (org_id, id, episode_id, evaluated_on, source, source_id)"
                " select org_id, gen_random_uuid(), episode_id, date '2026-12-01', source, source_id || '-next'"
                " from plan_of_care where id = :id"
            ),
            {"id": before.id},
        )
        plan = visit_context(work, visit, "test").plan
        assert plan
        assert plan.id == before.id


def test_an_evaluation_is_not_written_as_a_treatment_note(clinic: Clinic) -> None:
    clinic.run("update visit set kind = 'evaluation' where source_id = 'A016-20261120-1000'")
    with pytest.raises(Refused, match="evaluation"):
        clinic.draft("A016-20261120-1000", "pnand", **answers_of("assistant_with_cosignature"))
    clinic.run("update visit set kind = 'treatment' where source_id = 'A016-20261120-1000'")


def test_an_empty_note_is_not_signed(clinic: Clinic) -> None:
    note = clinic.draft("A052-20261120-1000", "hvoss", **ORTHO, **all_goals_skipped())
    with clinic.work("hvoss") as work:
        edit_note(work, note, clinic.record(note).state.version, {"S": [], "O": [], "A": [], "P": []})
    assert clinic.record(note).state.blocked


def test_a_co_treatment_is_not_called_one_to_one_by_itself(clinic: Clinic) -> None:
    clinic.run("update visit set co_treatment_id = 'together' where source_id = 'A052-20261120-1000'")
    note = clinic.draft("A052-20261120-1000", "hvoss", **ORTHO, **all_goals_skipped())
    assert not [fact for fact in clinic.record(note).content["facts"] if fact["kind"] == "one_to_one"]
