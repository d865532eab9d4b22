"""The specialty packs hold what the session form needs, and only codes that their discipline may use."""

from datetime import date

import pytest

from chartside.coding.api import code_choices
from chartside.documentation.api import required_fields, specialty, specialty_ids
from chartside.documentation.forms.choices import activity_key
from chartside.documentation.required_fields import required_pack
from chartside.documentation.rules._wording import is_vague, placeholder_pattern
from chartside.drafting.language.words import shape
from chartside.kernel.people import Discipline
from chartside.rulebook.packs import shipped_packs

WANTED = {
    "pediatric_sensory", "pediatric_fine_motor", "pediatric_handwriting", "pediatric_adl", "pediatric_feeding", "hand_therapy",
    "neuro_rehab", "geriatrics", "outpatient_ortho", "speech", "school",
}  # fmt: skip


def test_every_setting_has_a_pack_and_the_rest_are_general():
    assert set(specialty_ids()) >= WANTED
    assert specialty("pediatric_sensory").by_name
    assert not specialty("geriatrics").by_name
    assert specialty("no such setting").id == "general"
    assert specialty("").id == "general"


@pytest.mark.parametrize("name", specialty_ids())
def test_a_pack_is_whole(name):
    pack = specialty(name)
    codes = {choice.code for choice in code_choices(Discipline(pack.discipline), date(2026, 11, 20))}
    assert len(pack.activities) >= 12
    assert len(pack.responses) >= 8
    assert len(pack.plans) >= 8
    assert len(pack.precautions) >= 4
    assert len(pack.skills) >= 3
    assert len(pack.goals) >= 3
    for offered in (pack.responses, pack.plans, pack.precautions, pack.skills, pack.goals):
        assert len(set(offered)) == len(offered)
    assert len({activity_key(activity.label) for activity in pack.activities}) == len(pack.activities)
    assert pack.framework
    assert pack.clinical_reviewer is None
    assert pack.source["confidence"] == "unverified"
    assert {policy.type for policy in pack.policies} <= {"contractor_policy", "state_manual", "plan_policy"}
    assert pack.policies
    known = {row["id"] for row in shipped_packs().table("outcome_measures").rows}
    assert set(pack.measures) <= known
    for activity in pack.activities:
        assert not is_vague(activity.label), activity.label
        assert activity.code in codes, f"{activity.label}: {activity.code}"
        assert activity.scale in ("assist", "cues", "prompts")
        assert shape(activity.label) in ("noun", "gerund", "base"), activity.label


@pytest.mark.parametrize("name", specialty_ids())
def test_a_goal_template_leaves_open_what_only_the_therapist_knows(name):
    for goal in specialty(name).goals:
        assert placeholder_pattern().search(goal), goal
        assert not any(letter.isdigit() for letter in goal.replace("/10", "")), goal


def names(*told: object) -> set[str]:
    return {field.name for field in required_fields(*told)}  # type: ignore[arg-type]


def test_code_and_payer_change_what_the_form_asks_for():
    plain = names("", "", [])
    assert {"activities", "minutes", "help", "response", "skill", "plan"} <= plain
    assert names("", "tx_medicaid", []) - plain == {"start", "end"}
    assert names("", "", ["97140"]) - plain == {"region", "side"}
    assert names("", "", ["97110", "97150"]) - plain == {"dose", "group_size"}
    assert names("school", "", []) - plain == {"location", "goal"}
    assert names("no such setting", "no such payer", ["00000", ""]) == plain


def test_a_field_says_why_and_who_asks():
    side = next(field for field in required_fields("", "medicare_b", ["97140"]) if field.name == "side")
    assert side.codes == ("97140",)
    assert side.label == "Side treated"
    assert side.why
    assert side.source
    assert side.confidence == "unverified"
    minutes = next(field for field in required_fields("", "medicare_b", ["97140"]) if field.name == "minutes")
    assert minutes.codes == ()


def test_every_field_of_the_pack_has_a_label_and_every_code_is_known():
    pack = required_pack()
    rows = [row for part in ("always", "payers", "codes", "settings") for row in pack[part]]
    assert {name for row in rows for name in row["fields"]} <= set(pack["fields"])
    known = {row["code"] for row in shipped_packs().table("therapy_codes").rows}
    assert {code for row in pack["codes"] for code in row["codes"]} <= known
