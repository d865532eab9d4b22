"""The specialty packs hold what the session form needs, and only codes that their discipline may use."""

from datetime import date

import pytest

from chartside.coding.api import code_choices
from chartside.documentation.api import specialty, specialty_ids
from chartside.drafting.language.words import shape
from chartside.kernel.people import Discipline

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
    assert len(pack.activities) >= 4
    assert len(pack.responses) >= 4
    assert len(pack.plans) >= 4
    assert pack.framework
    assert pack.clinical_reviewer is None
    assert pack.source["confidence"] == "unverified"
    for activity in pack.activities:
        assert activity.code in codes, f"{activity.label}: {activity.code}"
        assert activity.scale in ("assist", "cues", "prompts")
        assert shape(activity.label) in ("noun", "gerund", "base"), activity.label
