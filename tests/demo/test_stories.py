"""The stories agree with the demo's own record."""

import pytest

from chartside.clinic import visits
from chartside.clinic.patients import identities
from chartside.clinic.plans import episode_for_visit
from chartside.clinic.staff import Directory
from chartside.clinic.tables import Coverage, Payer
from chartside.demo.load import SOURCE, load_demo
from chartside.demo.stories import stories, story

NAMES = [
    "assistant_with_cosignature",
    "group_visit_kept_apart",
    "hand_therapy",
    "plain_pediatric",
    "returned_draft",
    "unsupported_edit",
]
CASES = [(name, told) for name, found in stories().items() for told in found.visits]
ACTS = {"fills_form", "adds_sentence", "removes_sentence", "returns", "countersigns"}


@pytest.fixture(scope="module")
def demo(database):
    return load_demo(database)


def test_every_story_of_the_first_journey_is_there():
    assert sorted(stories()) == NAMES


@pytest.mark.parametrize(("name", "told"), CASES, ids=lambda part: getattr(part, "visit", part))
def test_a_visit_of_a_story_waits_for_its_note_in_the_demo(database, demo, work, name, told):
    with work(org_id=demo.org_id) as w:
        visit = visits.visit_from(w, SOURCE, told.visit)
        staff = Directory(w).staff_called(told.staff)
        who = identities(w, [visit.patient_id])[visit.patient_id]
        episode = episode_for_visit(w, visit.patient_id, visit.discipline, visit.day)
        coverage = w.session.get(Coverage, (w.org_id, visit.coverage_id))
        assert coverage is not None
        payer = w.session.get(Payer, (w.org_id, coverage.payer_id))
    assert (visit.status, visit.note_signed_at) == ("completed", None)
    assert staff is not None
    assert (visit.provider_id, visit.provider) == (staff.id, staff.display_name)
    assert episode is not None
    assert payer is not None
    draft, entered = told.draft, told.draft["input"]
    assert entered["provider"] == visit.provider
    assert entered["service_date"] == visit.day.isoformat()
    assert entered["patient"] == {
        "name": who.name,
        "dob": who.birth_date.isoformat(),
        "pronouns": who.pronouns,
    }
    assert (draft["discipline"], draft["setting"], draft["payer"]) == (
        visit.discipline,
        episode.setting,
        payer.kind,
    )
    assert tuple(entered["diagnosis_codes"]) == episode.diagnosis_codes
    assert (told.session["start"], told.session["end"]) == (
        f"{visit.starts_at:%H:%M}",
        f"{visit.ends_at:%H:%M}",
    )


@pytest.mark.parametrize(("name", "told"), CASES, ids=lambda part: getattr(part, "visit", part))
def test_its_goals_are_those_of_the_plan(demo, work, name, told):
    with work(org_id=demo.org_id) as w:
        visit = visits.visit_from(w, SOURCE, told.visit)
        episode = episode_for_visit(w, visit.patient_id, visit.discipline, visit.day)
    assert episode is not None
    assert episode.current_plan is not None
    goals = {goal.code: goal for goal in episode.current_plan.goals}
    assert {goal["id"]: goal["text"] for goal in told.draft["input"]["plan_of_care_goals"]} == {
        code: goal.text for code, goal in goals.items()
    }
    for measured in told.session["goals"]:
        goal = goals[measured["id"]]
        last = goal.last_before(visit.starts_at)
        assert last is not None
        found = (goal.measure, goal.unit, goal.baseline, last.value, goal.target, str(goal.baseline_on))
        names = ("measure", "unit", "baseline", "last", "target", "baseline_date")
        assert tuple(measured[key] for key in names) == found


@pytest.mark.parametrize("name", NAMES)
def test_minutes_add_up_to_the_session(name):
    for told in story(name).visits:
        start, end = (
            int(told.session[key][:2]) * 60 + int(told.session[key][3:]) for key in ("start", "end")
        )
        assert sum(activity["minutes"] for activity in told.session["activities"]) == end - start


@pytest.mark.parametrize("name", NAMES)
def test_who_acts_is_on_the_staff_and_the_last_word_is_a_signature(name, demo):
    people = {person.code for person in demo.people}
    acts = story(name).acts
    assert {act.by for act in acts} <= people
    assert {act.does for act in acts} <= ACTS
    assert acts[-1].does == "countersigns"
    assert set(story(name).expect["signed_by"]) <= {act.by for act in acts if act.does == "countersigns"}


def test_the_group_shares_an_hour_and_nothing_else(demo, work):
    told = story("group_visit_kept_apart").visits
    with work(org_id=demo.org_id) as w:
        together = visits.group_of(w, visits.visit_from(w, SOURCE, told[0].visit))
    assert {visit.source_id for visit in together} == {one.visit for one in told}
    for one in told:
        others = [
            part
            for other in told
            if other is not one
            for part in other.draft["input"]["patient"]["name"].split()
        ]
        assert not [part for part in others if part in str(one.draft)]
