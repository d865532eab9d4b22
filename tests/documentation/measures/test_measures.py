"""Measures: which one, its range, its direction, the change that counts, and what a note states of it."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from chartside.documentation.api import NoteRequest, blocks, build_note
from chartside.documentation.measures.change import change_of, say_change
from chartside.documentation.measures.find import all_measures, find_measure
from chartside.kernel.people import Discipline
from chartside.rulebook.packs import shipped_packs

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["reason"])
def test_what_a_note_states_of_a_measure(case):
    content = build_note(NoteRequest(Discipline.OT, {"session": {"tests": [case["entry"]]}}))
    text = " ".join(one["text"] for one in content["sentences"])
    for words in case["said"]:
        assert str(words) in text
    for words in case.get("never", ()):
        assert words not in text
    assert {one["status"] for one in content["sentences"]} == {"supported"}
    assert content["unstated"] == []


def test_an_impossible_score_cannot_be_signed():
    content = build_note(NoteRequest(Discipline.OT, {"session": {"tests": [{"name": "MoCA", "score": 40}]}}))
    assert any("[score]" in block for block in blocks(content))


def test_every_row_is_found_by_its_id_and_its_name():
    rows = shipped_packs().table("outcome_measures").rows
    assert len(all_measures()) == len(rows)
    for row in rows:
        for name in (row["id"], row["name"], row["name"].upper()):
            found = find_measure(name)
            assert found is not None, name
            assert found.id == row["id"], name


def test_every_other_name_belongs_to_a_row():
    from chartside.drafting.language.data import load_yaml, pack_file

    names = load_yaml(pack_file("measures", "names.yaml").read_text(encoding="utf-8"))["names"]
    for measure_id, others in names.items():
        for name in others:
            found = find_measure(name)
            assert found is not None, name
            assert found.id == measure_id, name


@pytest.mark.parametrize("name", ["", " ", "??", "score", "no such test", "\u4f60"])
def test_an_unknown_name_is_no_measure(name):
    assert find_measure(name) is None


MEASURES = st.sampled_from(all_measures())
SCORES = st.integers(-50, 500)


@given(MEASURES, SCORES, SCORES)
def test_only_a_sourced_change_for_the_better_is_called_one_that_counts(measure, score, previous):
    change = change_of(measure, score, previous)
    said = say_change(measure, change)
    assert all(one.sourced for one in change.exceeds)
    assert all(abs(score - previous) > one.most for one in change.exceeds)
    assert ("exceeds" in said) == bool(change.exceeds and change.better)
    back = change_of(measure, previous, score)
    assert back.amount == -change.amount
    assert change.better is None or back.better is (not change.better)


@given(MEASURES, SCORES)
def test_a_score_has_a_problem_only_outside_the_range(measure, score):
    inside = (measure.least is None or score >= measure.least) and (
        measure.most is None or score <= measure.most
    )
    assert (measure.range_problem(score) is None) == inside
