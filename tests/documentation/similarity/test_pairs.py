"""Pairs of notes as a compliance officer would judge them, and what must hold for any pair."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from chartside.documentation.similarity.api import (
    Level,
    compared,
    copied_sentences,
    liken,
    mark_same,
    shared_words,
    standards,
)
from chartside.documentation.similarity.prints import overlap, print_of

CASES = yaml.safe_load((Path(__file__).parent / "pairs.yaml").read_text(encoding="utf-8"))
NOTES = [case[side] for case in CASES for side in ("draft", "other")]


def content(text: str, measured: dict[str, str], goal: str = "", name: str = "") -> dict[str, Any]:
    """The part of a note's content that is compared. A kind of fact in brackets ends a standing sentence."""
    facts: list[dict[str, Any]] = [
        {"id": f"m{at}", "kind": "goal_measure", "value": {"goal": key, "now": {"said": value}}}
        for at, (key, value) in enumerate(measured.items())
    ]
    if goal:
        facts.append({"id": "goal", "kind": "goal", "value": {"goal": "G1", "text": goal}})
    if name:
        facts.append({"id": "name", "kind": "patient_name", "value": {"full": name}})
    sentences = []
    for i, line in enumerate(text.strip().splitlines(), 1):
        section, _, said = line.partition(": ")
        said, _, kind = said.partition(" [")
        if kind:
            facts.append({"id": f"k{i}", "kind": kind.rstrip("]"), "value": {}})
        sentences.append({"i": i, "section": section, "text": said, "facts": [f"k{i}"] if kind else []})
    return {"sentences": sentences, "facts": facts}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_pair(case: dict[str, Any]) -> None:
    names = case.get("names", ["", ""])
    mine = case.get("measured", {})
    draft = compared(content(case["draft"], mine, case.get("goal", ""), names[0]))
    other = compared(content(case["other"], case.get("other_measured", mine), case.get("goal", ""), names[1]))
    found = liken(draft, other, standards(), same_patient=case["same_patient"])
    assert (found.level if found else Level.NONE) == case["level"], found
    if "why" in case:
        assert found
        assert set(found.why) == set(case["why"])


@given(st.sampled_from(NOTES), st.sampled_from(NOTES), st.booleans())
def test_likeness_is_the_same_from_either_side(one: str, other: str, same: bool) -> None:
    first, second = compared(content(one, {})), compared(content(other, {}))
    assert liken(first, second, standards(), same_patient=same) == liken(
        second, first, standards(), same_patient=same
    )


@given(st.lists(st.text(max_size=80), max_size=6), st.lists(st.text(max_size=80), max_size=6))
def test_marking_loses_no_letter_and_shows_nothing_of_the_other(mine: list[str], other: list[str]) -> None:
    for text, parts in zip(mine, mark_same(mine, other), strict=True):
        assert "".join(part.text for part in parts) == text
    for words in shared_words(mine, other):
        assert any(words in text for text in mine)


@given(st.sampled_from(NOTES), st.sampled_from(NOTES))
def test_a_print_says_what_the_words_say(one: str, other: str) -> None:
    first, second = compared(content(one, {})), compared(content(other, {}))
    near = overlap(print_of(first, b"key"), print_of(second, b"key"))
    found = liken(first, second, standards(), same_patient=True)
    if found:
        assert near == found.skeleton_words
    assert not set(print_of(first, b"key")) & set(print_of(first, b"another organisation's"))


def test_numbers_that_differ_are_not_marked_as_the_same() -> None:
    parts = mark_same(["Sat at the table for 9 minutes today."], ["Sat at the table for 4 minutes today."])[0]
    assert [(part.text, part.same) for part in parts] == [
        ("Sat at the table for ", True), ("9 ", False), ("minutes today.", True)
    ]  # fmt: skip


def test_sentences_of_an_earlier_note_are_found_whatever_their_numbers() -> None:
    sentences = content("S: He is calmer at school since the swing began.\nO: Sat 9 minutes.", {})[
        "sentences"
    ]
    earlier = ["Mother called. He is calmer at school since the swing began. Sat 9 minutes."]
    assert copied_sentences(sentences, earlier) == [1]
    assert copied_sentences(sentences, ["He is calmer since the swing began at school."]) == []
