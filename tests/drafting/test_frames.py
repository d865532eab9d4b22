"""The phrase frames: enough of them, none that cannot be used, no word that needs evidence."""

import re

import pytest

from chartside.drafting.composer.frames import Frame, all_frames, frames
from chartside.drafting.language.people import GENDERED
from chartside.drafting.language.quantities import NUMBER_WORDS
from chartside.drafting.language.words import stem, words
from chartside.drafting.verifier.evidence import licences
from chartside.drafting.verifier.meaning import free_stems
from chartside.drafting.verifier.trends import directions

_SLOT = re.compile(r"\{([A-Za-z_]+)\}")
KINDS = {"named": ("one_to_one", "group", "refusal"), "goal": ("goal_measure",), "goal_text": ("goal",)}
KINDS |= {"minutes": ("treatment_minutes", "timed_minutes")}
KINDS |= {
    "signature": (
        "patient_name",
        "patient_dob",
        "service_date",
        "diagnosis",
        "provider",
        "supervisor",
        "end_time",
    )
}
KINDS["measure"] = ("measure",)
# A statement that was entered as a whole sentence stands as it is.
ONE_WAY = {"whole", "sentence"}
WAYS = 8


@pytest.mark.parametrize(
    ("pack", "form", "frame"), all_frames(), ids=lambda part: getattr(part, "id", str(part))
)
def test_a_frame_says_no_word_that_needs_evidence(pack, form, frame):
    licensed = {word for kind in KINDS.get(pack, (pack,)) for word in licences(kind)}
    for word in words(_SLOT.sub(" ", frame.text)):
        free = (
            stem(word) in free_stems() | licensed
            or word in directions()
            or word in GENDERED
            or word in NUMBER_WORDS
        )
        assert free, word


@pytest.mark.parametrize(
    ("pack", "form", "frame"), all_frames(), ids=lambda part: getattr(part, "id", str(part))
)
def test_a_frame_reads_with_the_least_and_with_the_most(pack, form, frame):
    names = {name.lower() for name in _SLOT.findall(frame.text)}
    most = frame.fill({name: f"<{name}>" for name in names}, frozenset())
    assert most is not None
    most = most.text
    assert all(f"<{name}>" in most.lower() for name in names)
    outside = _SLOT.findall(re.sub(r"\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]", "", frame.text))
    least = frame.fill({name.lower(): "x" for name in outside}, frozenset())
    assert least is not None
    for text in (most, least.text):
        assert not re.search(r"[\[\]{}]|\s{2}|\s[,.;:)]|\(\s", text), text
        assert text.count("(") == text.count(")")


@pytest.mark.parametrize("discipline", ["OT", "PT", "SLP"])
def test_every_form_has_eight_ways(discipline):
    forms = {(pack, form) for pack, form, _ in all_frames() if form not in ONE_WAY}
    few = {key: len(found) for key in forms if len(found := frames(*key, discipline)) < WAYS}
    assert few == {}


def test_every_form_has_eight_ways_for_who_never_says_i():
    forms = {(pack, form) for pack, form, _ in all_frames() if form not in ONE_WAY}
    third = {key: [frame for frame in frames(*key, "OT") if not frame.first_person] for key in forms}
    assert {key: len(found) for key, found in third.items() if len(found) < WAYS} == {}


def test_an_author_who_says_i_finds_a_frame_in_every_form_that_can_say_it():
    silent = {"signature"}
    forms = {(pack, form) for pack, form, _ in all_frames() if form not in ONE_WAY and pack not in silent}
    without = {key for key in forms if not any(frame.first_person for frame in frames(*key, "OT"))}
    assert {form for _, form in without} <= {"unattributed", "unattributed_quote", "not_today"} | {
        form for _, form in without if form.startswith("past")
    }


@pytest.mark.parametrize("pack", ["response", "plan"])
def test_no_frame_hides_a_set_phrase_among_its_own_words(pack):
    """`Tolerated well` stays a filler in any frame: rule TN-25 allows seven words around it."""
    for _, _, frame in [one for one in all_frames() if one[0] == pack]:
        people = {"subject": "the patient", "possessive": "the patient's", "therapist": "therapy assistant"}
        filled = frame.fill(people | {"text": "x"}, frozenset())
        assert filled is not None
        assert len(words(filled.text)) - 1 <= 7, frame.id


def test_ids_are_unique():
    ids = [frame.id for _, _, frame in all_frames()]
    assert len(set(ids)) == len(ids)


def test_a_frame_without_its_slot_or_short_of_a_fact_is_not_used():
    frame = Frame("x", "{Activity}[, {minutes}]: {performance}")
    assert frame.fill({"activity": "swing"}, frozenset()) is None
    assert frame.fill({"activity": "swing", "performance": "5 of 8"}, frozenset({"goals"})) is None
    filled = frame.fill({"activity": "swing", "performance": "5 of 8"}, frozenset())
    assert filled is not None
    assert filled.text == "Swing: 5 of 8"
    assert filled.used == {"activity", "performance"}


def test_a_discipline_has_its_own_words_where_it_needs_them():
    assert frames("activity", "noun", "SLP") != frames("activity", "noun", "OT")
    assert frames("plan", "base", "SLP") == frames("plan", "base", "OT")
