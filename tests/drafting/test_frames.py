"""The phrase frames: enough of them, none that cannot be used, no word that needs evidence."""

import re
from collections import Counter

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
FORMS_OF_ONE = {
    "whole",
    "sentence",
    "labelled",
    "group_count",
    "group_yes",
    "one_to_one_yes",
    "refusal",
    "on_occasion",
    "not_today",
}


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
    most = frame.fill({name: f"<{name}>" for name in names}, frozenset(names))
    assert most is not None
    assert all(f"<{name}>" in most.lower() for name in names)
    outside = _SLOT.findall(re.sub(r"\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]", "", frame.text))
    least = frame.fill({name.lower(): "x" for name in outside}, frozenset())
    assert least is not None
    for text in (most, least):
        assert not re.search(r"[\[\]{}]|\s{2}|\s[,.;:)]|\(\s", text), text
        assert text.count("(") == text.count(")")


def test_every_main_form_has_five_ways():
    count = Counter((pack, form) for pack, form, _ in all_frames() if pack != "signature")
    few = {key: number for key, number in count.items() if number < 5 and key[1] not in FORMS_OF_ONE}
    assert few == {}


def test_ids_are_unique():
    ids = [frame.id for _, _, frame in all_frames()]
    assert len(set(ids)) == len(ids)


def test_a_frame_without_its_slot_or_short_of_a_fact_is_not_used():
    frame = Frame("x", "{Activity}[, {minutes}]: {performance}")
    assert frame.fill({"activity": "swing"}, frozenset()) is None
    assert frame.fill({"activity": "swing", "performance": "5 of 8"}, frozenset({"goals"})) is None
    assert frame.fill({"activity": "swing", "performance": "5 of 8"}, frozenset()) == "Swing: 5 of 8"


def test_a_discipline_has_its_own_words_where_it_needs_them():
    assert frames("activity", "noun", "SLP") != frames("activity", "noun", "OT")
    assert frames("plan", "base", "SLP") == frames("plan", "base", "OT")
