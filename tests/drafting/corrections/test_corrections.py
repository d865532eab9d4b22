"""What was done to a sentence, what may be learned from it, and what never is."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from chartside.documentation.api import NoteRequest, build_note
from chartside.drafting.corrections.claims import exact_claims
from chartside.drafting.corrections.compare import compare_signed
from chartside.drafting.corrections.deidentified import deidentify, known_names
from chartside.drafting.corrections.model import Correction, EditClass
from chartside.drafting.corrections.proposing import (
    changes_of_words,
    find_preferences,
    may_be_learned,
    never_stems,
)
from chartside.drafting.corrections.weights import frame_weights
from chartside.drafting.corrections.wording import Preference, prefer
from chartside.drafting.language.assistance import levels
from chartside.drafting.language.data import phrases
from chartside.drafting.language.words import stem
from chartside.kernel.people import Discipline
from chartside.rulebook.packs import shipped_packs
from tests.documentation.sessions_made import made_session

EDITS = yaml.safe_load((Path(__file__).parent / "edits.yaml").read_text(encoding="utf-8"))
CLIENT = Preference("patient", "client")


def sentence(text: str, i: int = 1, **more: Any) -> dict[str, Any]:
    return {"i": i, "section": "O", "text": text, "facts": ["f1"], "frame": "act-n1", **more}


def the_edit(case: dict[str, Any]) -> Correction:
    was = [sentence(case["was"])] if case["was"] else []
    status = case.get("status", "supported")
    now = [sentence(case["now"], facts=["f1"] if case["was"] else [], frame="", status=status)]
    compared = compare_signed(was, now if case["now"] else [])
    assert len(compared.corrections) == 1, compared
    return compared.corrections[0]


@pytest.mark.parametrize("case", EDITS, ids=lambda case: f"{case['was']} > {case['now']}")
def test_edit(case: dict[str, Any]) -> None:
    found = the_edit(case)
    assert (found.kind.value, found.fact_changing) == (case["kind"], case.get("changes", False))
    learned = {one.was: one.now for one in changes_of_words(found)}
    assert learned == case.get("learns", {})


def test_a_note_is_compared_sentence_by_sentence() -> None:
    draft = [
        sentence("The patient rested twice.", 1), sentence("Swing for 20 min.", 2, facts=["f2"], frame="act-n2"),
        sentence("Plan: same activities.", 3, facts=["f3"], frame="pla-b1"),
        sentence("Next visit: table task first.", 4, facts=["f4"], frame="pla-n1"),
    ]  # fmt: skip
    signed = [
        sentence("Next visit: table task first.", 4, facts=["f4"], frame="pla-n1"),
        sentence("The client rested twice.", 1, frame=""), sentence("Swing for 25 min.", 2, facts=["f2"], frame=""),
        sentence("Wore the splint all day.", 9, facts=["f9"], frame=""),
    ]  # fmt: skip
    found = compare_signed(draft, signed)
    kinds = sorted(one.kind.value for one in found.corrections)
    assert kinds == ["addition", "deletion", "number", "wording"], "one sentence alone has no other order"
    assert (found.drafted, found.kept) == (4, 1)
    assert found.changed_facts == 2, "a number was changed, a fact was dropped"
    assert found.added_facts == 1
    assert found.frames == {"act-n1": False, "pla-b1": False, "pla-n1": True}, (
        "the number is no fault of a frame"
    )
    assert 0 < found.distance < 1


def test_what_was_signed_as_drafted_is_no_correction() -> None:
    draft = [sentence("The patient rested twice.", 1), sentence("Swing for 20 min.", 2)]
    found = compare_signed(draft, [dict(one) for one in draft])
    assert (found.corrections, found.kept, found.distance) == ((), 2, 0.0)


def test_the_fewest_moves_explain_a_new_order() -> None:
    texts = ["One step.", "Then a jump.", "Then a rest.", "Home after that."]
    draft = [sentence(text, i) for i, text in enumerate(texts, 1)]
    signed = [draft[3], draft[0], draft[1], draft[2]]
    moved = [one.was for one in compare_signed(draft, signed).corrections]
    assert moved == ["Home after that."]


TEXTS = st.lists(st.sampled_from([case["was"] for case in EDITS if case["was"]]), max_size=6)


@given(TEXTS, TEXTS)
def test_every_drafted_sentence_is_accounted_for(before: list[str], after: list[str]) -> None:
    draft = [sentence(text, i) for i, text in enumerate(before, 1)]
    signed = [sentence(text, i) for i, text in enumerate(after, 1)]
    found = compare_signed(draft, signed)
    touched = [one for one in found.corrections if one.was and one.was != one.now]
    assert found.kept + len(touched) == len(draft)
    assert 0 <= found.distance <= 1


# What is never learned


def claims() -> list[str]:
    """Words that state something: numbers, levels, sides, codes, conditions, need, comparison, denial."""
    found = [str(number) for number in range(0, 200, 7)] + ["two", "twelve", "twice", "half", "5/8", "20%"]
    found += [level.label for level in levels().values()] + list(levels())
    found += ["left", "right", "bilateral", "minimal", "maximal", "moderate assist", "CGA", "SBA", "HOH"]
    found += [row["code"] for row in shipped_packs().table("therapy_codes").rows]
    found += ["F82", "R27.8", "G1", "STG 2", "November 3", "3 pm"]
    found += sorted(never_stems()) + phrases("vocabulary")["negators"]
    found += [word for several in phrases("vocabulary")["directions"].values() for word in several]
    return found


@given(st.sampled_from(claims()), st.sampled_from([*claims(), "client", "worked on", "mom"]))
def test_no_claim_is_ever_learned(was: str, now: str) -> None:
    assert not may_be_learned(was, now)
    assert not may_be_learned(now, was)


@settings(max_examples=300)
@given(st.text(max_size=30), st.text(max_size=30))
def test_whatever_is_learned_holds_no_digit_and_no_word_of_need(was: str, now: str) -> None:
    if may_be_learned(was, now):
        for side in (was, now):
            assert not any(letter.isdigit() for letter in side)
            assert not {stem(word) for word in side.lower().split()} & never_stems()
            assert not exact_claims(side)


def correction(was: str, now: str, **more: Any) -> Correction:
    told = {"kind": EditClass.WORDING, "fact_changing": False, **more}
    return Correction(section="O", was=was, now=now, **told)


def test_a_preference_needs_enough_edits_and_few_left_as_they_were() -> None:
    made = [correction("The patient rested.", "The client rested.")]
    assert find_preferences(made * 4, [], edits=5, share=0.6) == []
    (found,) = find_preferences(made * 5, ["The patient sat."] * 3, edits=5, share=0.6)
    assert (found.preference, found.edits, found.left) == (CLIENT, 5, 3)
    assert find_preferences(made * 5, ["The patient sat."] * 4, edits=5, share=0.6) == []
    changed = [correction("The patient rested.", "The client rested.", fact_changing=True)]
    vouched = [correction("The patient rested.", "The client rested.", supported=False)]
    assert find_preferences((changed + vouched) * 9, [], edits=5, share=0.1) == []


def test_preferred_words_leave_quotations_placeholders_and_gaps_alone() -> None:
    said = "The patient said “the patient next door”, {{patient}} and [patient]; outpatient, patient-led."
    worded = prefer(said, [CLIENT])
    assert worded == (
        "The client said “the patient next door”, {{patient}} and [patient]; outpatient, patient-led."
    )
    assert prefer("Patient’s grip.", [CLIENT]) == "Client’s grip."


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 200), st.lists(st.sampled_from(["patient", "therapist", "practiced", "reported", "plan",
    "mother", "treatment", "today", "with"]), min_size=1, max_size=3), st.sampled_from(["client", "worked on",
    "individual", "not", "left", "independently", "five", "improved"]))  # fmt: skip
def test_no_preference_makes_a_draft_untrue(seed: int, words: list[str], instead: str) -> None:
    """Also one that could not have been proposed: the verifier has the last word, and every claim stays."""
    line = made_session(seed)
    request = NoteRequest(Discipline(line["discipline"]), line["input"], line["setting"], line["payer"])
    plain = build_note(request)
    told = NoteRequest(
        request.discipline, request.input, request.setting, request.payer,
        preferences=tuple(Preference(word, instead) for word in words),
    )  # fmt: skip
    worded = build_note(told)
    for before, after in zip(plain["sentences"], worded["sentences"], strict=True):
        assert after["status"] == before["status"] or after["status"] == "supported"
        assert after["facts"] == before["facts"]
        assert exact_claims(after["text"]) == exact_claims(before["text"])


# Frames and their weights


def test_a_frame_that_is_always_rewritten_keeps_a_chance() -> None:
    notes = [{"a": False, "b": True}] * 30 + [{"a": True, "b": True, "c": False}]
    weights = frame_weights(notes, 0.1)
    assert weights == {"a": 0.1, "c": 0.5}
    assert frame_weights([{"a": True}] * 9, 0.1) == {}


def test_weighted_drafts_state_the_same_facts() -> None:
    for seed in range(10):
        line = made_session(seed)
        request = NoteRequest(Discipline(line["discipline"]), line["input"], line["setting"], line["payer"])
        plain = build_note(request)
        weights = {one["frame"]: 0.1 for one in plain["sentences"] if one["frame"]}
        told = NoteRequest(request.discipline, request.input, request.setting, request.payer, weights=weights)
        weighted = build_note(told)
        assert [one["facts"] for one in weighted["sentences"]] == [one["facts"] for one in plain["sentences"]]
        assert all(one["status"] == "supported" for one in weighted["sentences"])


# Nobody stands in what is learned


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Theo Marsh came on 11/20/2026 with Annika.", "{{NAME}} came on {{DATE}} with {{NAME}}."),
        ("Theo’s mother called 512-555-0101.", "{{NAME}}’s mother called {{ID}}."),
        ("MRN W-12345, mail annika@example.com.", "MRN {{ID}}, mail {{ID}}."),
        ("He marched over the marsh for 20 min, 5 of 8.", "He marched over the marsh for 20 min, 5 of 8."),
        ("Billed 97530 toward G1.", "Billed {{ID}} toward G1."),
    ],
)
def test_names_dates_and_numbers_of_identity_give_way(text: str, left: str) -> None:
    assert deidentify(text, [known_names(["Theo Marsh", "Annika Marsh"])]) == left


@given(st.text(max_size=60), st.sampled_from(["Theo Marsh", "José Núñez", "Li Wei", "O'Neil, Ann"]))
def test_no_known_name_is_left(text: str, name: str) -> None:
    cleaned = deidentify(f"{text} {name} {text}", [known_names([name])])
    assert name not in cleaned.replace("{{NAME}}", "")
