"""Several people in one visit: a group's notes, two disciplines at once, a form finished by a colleague, care declined."""

import json
import random

import pytest

from chartside.clinic.staff import staff_list
from chartside.documentation.context import visit_context
from chartside.documentation.drafts import draft_note
from chartside.documentation.forms.answers import Answers
from chartside.documentation.forms.hand_over import colleagues, hand_over
from chartside.documentation.forms.keeping import keep
from chartside.documentation.forms.store import saved_form
from chartside.documentation.to_fill import visits_to_fill
from chartside.kernel.errors import Refused
from chartside.review.model import Status
from tests.documentation.clinic import EMPTY, Clinic, answers_of

ILSE = "A032-20261120-0800"
ULLA = "A052-20261120-1000"
GROUP = {"Mila": "group_visit_mila", "Jun": "group_visit_jun", "Nora": "group_visit_nora"}


def content(clinic: Clinic, story: str):
    return clinic.record(clinic.demo.proposals[story]).content


def words(clinic: Clinic, story: str) -> str:
    found = content(clinic, story)
    return " ".join([*(one["text"] for one in found["sentences"]), *(one["text"] for one in found["facts"])])


def test_no_note_of_a_group_holds_another_childs_name_numbers_or_words(clinic):
    for name, story in GROUP.items():
        for other, their_story in GROUP.items():
            if other == name:
                continue
            assert other not in words(clinic, story)
            theirs = answers_of(their_story)["activities"][0]
            assert theirs["name"] not in words(clinic, story)
    assert "she writes her own lunch list" in words(clinic, "group_visit_nora")
    assert "lunch list" not in words(clinic, "group_visit_mila")


MEMBERS = {
    "Jun Ito": "A003-20261120-1100",
    "Mila Soto": "A004-20261120-1100",
    "Nora Finch": "A005-20261120-1100",
    "Rufus Farrow": "A011-20261120-1100",
}
MARKS = ["otter", "lantern", "maple", "harbor", "violet", "copper", "meadow", "falcon"]


@pytest.mark.parametrize("seed", range(4))
def test_random_groups_keep_names_measures_and_quotes_apart(clinic, seed):
    """Law: whatever a therapist enters for the members of a group, each note holds its own patient's alone."""
    dice = random.Random(seed)
    marks = dict(zip(MEMBERS, dice.sample(MARKS, len(MEMBERS)), strict=True))
    numbers = dict(zip(MEMBERS, dice.sample(range(61, 99), len(MEMBERS)), strict=True))
    drafted = {}
    for name, visit in MEMBERS.items():
        activity = {
            "key": "other", "name": f"{marks[name]} maze", "minutes": 45, "code": "97150", "goal": "G1",
            "achieved": numbers[name], "total": 99, "assist": dice.choice(["minimal assist", "stand-by assist"]),
        }  # fmt: skip
        drafted[name] = clinic.draft(
            visit,
            "dwhitfield",
            activities=[activity],
            skipped=["G1", "G2", "G3"],
            response=[f"asked for the {marks[name]} card"],
            subjective=f"“we saw the {marks[name]} again”",
            skill=["adapted the position or the equipment"],
            plan=[f"add the {marks[name]} set"],
        )
    for name, proposal_id in drafted.items():
        written = json.dumps(clinic.record(proposal_id).content, ensure_ascii=False)
        assert marks[name] in written
        for other in MEMBERS:
            if other != name:
                assert not any(
                    part in written for part in (*other.split(), marks[other], f"{numbers[other]} of 99")
                )


def test_a_form_that_names_another_member_becomes_no_note(clinic):
    with pytest.raises(Refused, match="names another member"):
        answers = {**answers_of("group_visit_mila"), "response_text": "shared the maze with Jun"}
        clinic.draft("A004-20261120-1100", "dwhitfield", **answers)


def test_dictation_taken_by_tap_stands_in_the_note_with_its_words_and_nothing_else_does(clinic):
    found = content(clinic, "dictated_session")
    assert {one["status"] for one in found["sentences"]} == {"supported"}
    facts = {one["text"]: one for one in found["facts"] if one["source"] == "dictation, confirmed"}
    quote = next(one for text, one in facts.items() if "mailbox" in text)
    assert quote["words"] == 'She said, "I went to the mailbox alone."'
    assert quote["person"] == "Hanne Voss, PT, DPT" or quote["person"].startswith("Ha")
    assert quote["at"]
    assert "tired" not in words(clinic, "dictated_session")
    assert "5 of 8" in words(clinic, "dictated_session")
    assert clinic.record(clinic.demo.proposals["dictated_session"]).state.blocked == 0


def test_a_declined_visit_is_written_with_its_reason_and_charges_nothing(clinic):
    record = clinic.record(clinic.demo.proposals["declined_visit"])
    assert record.content["charge"] is None
    assert "upset" in words(clinic, "declined_visit")
    assert record.state.blocked == 0, record.content["findings"]
    assert [effect["name"] for effect in record.header.get("effects", [])] in ([], ["note"])


def test_a_form_is_begun_by_one_and_finished_by_another_and_says_who_entered_what(clinic):
    with clinic.work("jtamsin") as work:
        assert [one.patient.name for one in visits_to_fill(work, "today")].count("Ilse Yarrow") == 1
        context = visit_context(work, clinic.visit(ILSE), "session form")
        before = saved_form(work, context.visit.id)
        assert before
        more = {"skill": ["adapted the position or the equipment"], "plan": ["less support"]}
        shape = before.answers.as_json() | more | {"goals": [{"goal": "G1", "value": 2, "total": 5}]}
        keep(work, context, Answers.from_json(shape), before.answers, before.revision)
        proposal_id = draft_note(work, context.visit.id)
    found = clinic.record(proposal_id)
    by = {one["text"]: one.get("person") for one in found.content["facts"]}
    assert "Elin Sorley" in str(by["needed cues to look left"])
    assert "Joel Tamsin" in str(by["less support"])
    said = " ".join(one["text"] for one in found.content["sentences"])
    assert "Elin Sorley" in said
    assert "Joel Tamsin" in said
    assert len(found.state.chain) == 2
    assert clinic.sign(proposal_id, "jtamsin") is Status.OPEN
    assert clinic.sign(proposal_id, "esorley") is Status.SIGNED


def test_only_who_treated_hands_over_and_only_to_the_same_discipline(clinic):
    with clinic.work("hvoss") as work:
        context = visit_context(work, clinic.visit(ULLA), "session form")
        names = {one.code for one in colleagues(work, context)}
        assert names
        assert not names & {"dwhitfield", "hvoss", "nhaddad"}
        other = next(one for one in staff_list(work) if one.code == "nhaddad")
        with pytest.raises(Refused, match="same discipline"):
            hand_over(work, context, other.id)
    with clinic.work("nhaddad") as work:
        context = visit_context(work, clinic.visit(ULLA), "session form")
        with pytest.raises(Refused, match="to hand over"):
            hand_over(work, context, other.id)


def test_a_minute_is_not_counted_by_two_disciplines(clinic):
    clinic.run(
        "update visit set co_treatment_id = 'both', patient_id = (select patient_id from visit where source_id = :b) "
        "where source_id in (:a, :b)",
        a="A042-20261120-0800",
        b="A032-20261120-0800",
    )
    swing = {"activities": [{"key": "other", "name": "standing at the counter", "minutes": 45}]}
    with clinic.work("wpruitt") as work:
        context = visit_context(work, clinic.visit("A042-20261120-0800"), "session form")
        assert [one.provider for one in context.partners] == ["Elin Sorley, OTR/L"]
        with pytest.raises(Refused, match="Both disciplines together count"):
            from chartside.documentation.forms.keeping import in_the_way

            obstacle = in_the_way(work, context, Answers.from_json(EMPTY | swing))
            raise Refused(obstacle or "nothing")


def test_a_note_of_taps_from_last_time_says_so_quietly_and_still_signs(clinic):
    swing = {
        "key": "platform-swing",
        "minutes": 20,
        "cues": "moderate verbal cues",
        "goal": "G1",
        "code": "97533",
    }
    tray = {
        "key": "tray-carry-set-places",
        "minutes": 25,
        "assist": "contact guard assist",
        "goal": "G3",
        "code": "97530",
    }
    taps = ["activity:platform-swing", "activity:tray-carry-set-places", "plan:grade up the swing"]
    proposal_id = clinic.draft(
        "A001-20261120-1000",
        "dwhitfield",
        activities=[swing, tray],
        skipped=["G1", "G2", "G3"],
        response=["needed picture schedule"],
        skill=["graded the task up and down by each response"],
        plan=["grade up the swing"],
        carried=[*taps, "skill:graded the task up and down by each response"],
    )
    record = clinic.record(proposal_id)
    assert record.content["passing"] == [
        "Most of this is as last time. Say what was new today, if anything was."
    ]
    sources = {fact["source"] for fact in record.content["facts"] if fact["kind"] == "activity"}
    assert sources == {"as on Nov 13, confirmed"}
