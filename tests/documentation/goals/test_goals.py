"""How goals of many authors are graded, rewritten and found."""

import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from chartside.documentation.goals import grade_goal, parse_goal, stated_goals

CASES = Path(__file__).parent / "cases"
_NUMBER = re.compile(r"\d+")


class Case(NamedTuple):
    told: dict[str, Any]

    def __str__(self) -> str:
        return str(self.told.get("text") or self.told["say"])[:60]


def cases(*names: str) -> list[Case]:
    return [
        Case(told)
        for name in names
        for told in yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("case", cases("first", "second", "third"), ids=str)
def test_a_goal_is_graded(case: Case):
    graded = grade_goal(case.told["text"])
    assert graded.grade == case.told["grade"], graded.missing
    if "missing" in case.told:
        assert list(graded.missing) == case.told["missing"]


@pytest.mark.parametrize("case", cases("first", "second", "third"), ids=str)
def test_a_rewrite_keeps_the_text_and_invents_no_number(case: Case):
    graded = grade_goal(case.told["text"])
    kept = " ".join(case.told["text"].split()).rstrip(" .;,:")
    assert graded.rewrite.startswith(kept)
    added = graded.rewrite.removeprefix(kept)
    assert set(_NUMBER.findall(added)) <= set(_NUMBER.findall(kept))
    assert ("[" in added) == bool(graded.missing)


@pytest.mark.parametrize("case", cases("stated"), ids=str)
def test_stated_goals_are_found_verbatim(case: Case):
    assert stated_goals([case.told["say"]]) == case.told["goals"]


def test_improve_handwriting_fails_with_a_rewrite_to_fill_in():
    graded = grade_goal("improve handwriting", "G1")
    assert (graded.grade, graded.goal_id) == ("vague", "G1")
    assert graded.missing == ("GO-01", "GO-03", "GO-04", "GO-05", "GO-06")
    for gap in ("write [what", "[how measured]", "[by when]", "[baseline]", "[under which condition"):
        assert gap in graded.rewrite


def test_the_parts_of_a_goal():
    goal = parse_goal(
        "Within 8 weeks, client will don a shirt using one-handed technique with setup in 4/5 trials "
        "(baseline: mod A, 1/5 trials)."
    )
    assert (goal.who, goal.verb, goal.time_frame) == ("client", "don", "Within 8 weeks")
    assert goal.help == "setup"
    assert [one.text for one in goal.targets] == ["setup", "4/5"]
    assert [one.kind for one in goal.baselines] == ["help", "share"]
    assert goal.condition.startswith("using one-handed technique")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_graded_the_same_twice(text):
    graded = grade_goal(text)
    assert graded == grade_goal(text)
    assert graded.text == text
    assert (graded.grade == "good") == (not graded.missing)
    stated_goals([text])


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([case.told["text"] for case in cases("first", "second", "third")]))
def test_a_word_for_the_patient_changes_no_grade(text):
    if text.startswith(("Patient will", "Pt will", "Client will", "Student will", "Child will")):
        changed = re.sub(r"^\w+", "The client", text)
        assert grade_goal(changed).missing == grade_goal(text).missing
