"""What a clinician typed, read with its roles kept apart."""

from typing import Any

import pytest

from chartside.documentation.sessions.amounts import read_amount, read_performance
from chartside.documentation.sessions.help import read_help
from chartside.documentation.sessions.identity import role_of, split_credential
from chartside.documentation.sessions.read import facts_of
from chartside.drafting.facts import describe, label
from chartside.drafting.language.people import read_report
from chartside.kernel.facts import Fact


@pytest.mark.parametrize(
    ("typed", "said", "levels"),
    [
        ("min A", "minimal assist", ["MINA"]),
        ("Min", "minimal assist", ["MINA"]),
        ("mod", "moderate assist", ["MODA"]),
        ("max A x1", "maximal assist x1", ["MAXA"]),
        ("S", "supervision", ["SUP"]),
        ("Mod I", "modified independent", ["MODI"]),
        ("indep", "independent", ["IND"]),
        ("CGA on turns", "contact guard on turns", ["CGA"]),
        ("min for thumb placement", "minimal assist for thumb placement", ["MINA"]),
        ("min to mod A", "minimal to moderate assist", ["MINA", "MODA"]),
        ("mod VC for trunk extension", "moderate verbal cues for trunk extension", ["C3"]),
        ("2 VC", "2 verbal cues", []),
        ("1 VC", "1 verbal cue", []),
        ("HOH", "hand-over-hand assist", ["P7"]),
        ("FIM 4", "FIM 4", ["FIM 4"]),
        ("none", "no assist", []),
        ("needed the rail", "needed the rail", []),
    ],
)
def test_help(typed, said, levels):
    found = read_help(typed)
    assert found is not None
    assert (found["said"], found["levels"]) == (said, levels)


@pytest.mark.parametrize("typed", ["", None, "n/a", "-", []])
def test_help_that_was_not_told(typed):
    assert read_help(typed) is None


def test_help_and_cues_stand_together():
    found = read_help("min A", "mod tactile")
    assert found is not None
    assert found["said"] == "minimal assist, moderate tactile cues"
    assert found["cues"] == [{"level": "C3", "type": "tactile"}]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("5/8", {"said": "5 of 8", "achieved": 5, "total": 8}),
        ("4/5 trips without a spill", {"said": "4 of 5 trips without a spill", "achieved": 4, "total": 5}),
        ("placed rings on 5/8 passes", {"said": "placed rings on 5 of 8 passes", "achieved": 5, "total": 8}),
        ("strength 4/5", {"said": "strength 4/5"}),
        ("pain 3/10", {"said": "pain 3/10"}),
        ("80% accuracy", {"said": "80% accuracy", "value": 80, "unit": "%"}),
        (9, {"said": "9", "value": 9, "unit": ""}),
        (
            {"achieved": 9, "total": 10, "what": "beads"},
            {"said": "9 of 10 beads", "achieved": 9, "total": 10},
        ),
        ({"value": 48, "unit": "degrees"}, {"said": "48 degrees", "value": 48, "unit": "degrees"}),
        ("seven of ten tries", {"said": "seven of ten tries", "achieved": 7, "total": 10}),
    ],
)
def test_performance(typed, expected):
    found = read_performance(typed)
    assert found is not None
    assert {key: part for key, part in found.items() if key != "text"} == expected


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (4, "min", "4 min"),
        ("4 min", "", "4 min"),
        (35, "%", "35%"),
        (6, "/10", "6/10"),
        ("2/5", "", "2 of 5"),
        ("mod A", "", "moderate assist"),
        ("supervision", "", "supervision"),
        (2.5, "kg", "2.5 kg"),
        ("with effort", "", "with effort"),
    ],
)
def test_amount(value, unit, said):
    found = read_amount(value, unit)
    assert found is not None
    assert found["said"] == said


@pytest.mark.parametrize(
    ("typed", "speaker", "text", "whole"),
    [
        ("Mom: slept badly", "mother", "slept badly", False),
        ("Per father, ate well", "father", "ate well", False),
        ("Pt states pain is down", "patient", "Pt states pain is down", True),
        ("His grandmother reports a new bed", "grandmother", "His grandmother reports a new bed", True),
        ("slept badly", None, "slept badly", False),
        ("Time: 10 min late", None, "Time: 10 min late", False),
    ],
)
def test_who_speaks(typed, speaker, text, whole):
    report = read_report(typed)
    assert (report.speaker, report.text, report.whole) == (speaker, text, whole)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Dana Whitfield, OTR/L", "Dana Whitfield", "OT"),
        ("Pia Lund COTA/L", "Pia Lund", "OTA"),
        ("Sam Iwu, PT, DPT", "Sam Iwu", "PT"),
        ("Noor Haddad, MS, CCC-SLP", "Noor Haddad", "SLP"),
        ("Kim Roe, SLPA", "Kim Roe", "SLPA"),
        ("Kim Roe, OTS", "Kim Roe", "student"),
        ("Dana Whitfield, MBA", "Dana Whitfield", ""),
        ("Dana Whitfield", "Dana Whitfield", ""),
    ],
)
def test_credentials(text, name, role):
    found, letters = split_credential(text)
    assert (found, role_of(letters)) == (name, role)


def facts(session: dict[str, Any], **others: Any) -> list[Fact]:
    return facts_of({"session": session} | others)


def test_every_member_becomes_a_fact_with_its_path():
    session = {
        "gripStrength": {"left": 22, "right": 30, "unit": "kg"},
        "iep": {"goal": "cuts"},
        "late": True,
        "n": 3,
    }
    found = {fact.path: (label(fact), describe(fact)) for fact in facts(session)}
    assert found == {
        "session.gripStrength": ("Grip strength", "left 22 kg, right 30 kg"),
        "session.iep": ("IEP", "goal: cuts"),
        "session.late": ("Late", "yes"),
        "session.n": ("N", "3"),
    }


def test_a_name_that_speaks_of_safety_is_a_safety_fact():
    kinds = {
        fact.path: fact.kind
        for fact in facts({"near_fall": "once", "hip_precautions": "no crossing", "tub_refusal": "x"})
    }
    assert kinds == {
        "session.near_fall": "safety",
        "session.hip_precautions": "precaution",
        "session.tub_refusal": "refusal",
    }


def test_a_list_gives_one_fact_each_and_a_test_goes_by_its_name():
    found = facts(
        {"tests": [{"name": "Nine-Hole Peg Test", "right": 24, "left": 31, "unit": "s"}, "grip weak"]}
    )
    assert [(fact.path, label(fact), describe(fact)) for fact in found] == [
        ("session.tests[0]", "Nine-Hole Peg Test", "right 24 s, left 31 s"),
        ("session.tests[1]", "Test", "grip weak"),
    ]


def test_goals_as_a_mapping_from_id():
    found = facts({"goals": {"G1": 9, "G2": {"baseline": "mod A", "now": "min A"}}})
    assert [(fact.value["goal"], fact.value["now"]["said"]) for fact in found] == [
        ("G1", "9"),
        ("G2", "minimal assist"),
    ]


@pytest.mark.parametrize(
    ("session", "minutes"),
    [
        ({"activities": [{"activity": "a", "minutes": 20}, {"activity": "b", "minutes": "25 min"}]}, 45),
        (
            {
                "activities": [{"activity": "a", "minutes": 20}, {"activity": "b"}],
                "start": "10:00",
                "end": "10:50",
            },
            50,
        ),
        ({"start": "1:30 pm", "end": "2:15 pm"}, 45),
        ({"total_minutes": 38, "activities": [{"activity": "a", "minutes": 20}]}, 38),
        ({"start": "10:00"}, None),
        ({"start": "11:00", "end": "10:00"}, None),
    ],
)
def test_total_minutes(session, minutes):
    found = [fact.value["minutes"] for fact in facts(session) if fact.kind == "treatment_minutes"]
    assert found == ([] if minutes is None else [minutes])


def test_a_prior_note_is_a_fact_of_its_own_kind_and_so_is_a_billed_line():
    found = facts({}, prior_note="Sat 8 min.", billed=[{"code": "97530", "minutes": "25", "units": 2}])
    assert [(fact.kind, fact.value) for fact in found] == [
        ("billed", {"code": "97530", "minutes": 25, "units": 2}),
        ("prior_note", {"text": "Sat 8 min."}),
    ]
