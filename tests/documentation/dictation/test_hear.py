"""What is heard in dictated, pasted and transcribed text; the cases are data."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from chartside.documentation.dictation.corrections import settle
from chartside.documentation.dictation.measures import measure_called, measure_names
from chartside.documentation.dictation.model import Candidate, Kind
from chartside.documentation.dictation.numbers import digits
from chartside.documentation.dictation.read import hear, read_as
from chartside.drafting.language.negation import negators
from chartside.drafting.language.words import words

HERE = Path(__file__).parent
CASES: dict[str, dict[str, Any]] = {
    f"{file.stem}-{place}": case
    for file in sorted(HERE.glob("*.yaml"))
    for place, case in enumerate(yaml.safe_load(file.read_text(encoding="utf-8")), 1)
}


def shown(one: Candidate) -> dict[str, Any]:
    return {"kind": one.kind.value, **one.value} | ({"doubts": len(one.doubts)} if one.doubts else {})


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_is_heard(case):
    text = case["text"]
    heard = hear(text)
    assert [shown(one) for one in heard.candidates] == case["heard"]
    assert [text[start:end] for start, end in heard.unread] == case.get("unread", [])


def test_there_are_cases_of_every_kind():
    kinds = {one["kind"] for case in CASES.values() for one in case["heard"]}
    assert kinds == {kind.value for kind in Kind}
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_was_denied_stays_denied(case):
    """A negation in the words of a candidate is in its value, too."""
    for one in hear(case["text"]).candidates:
        denied = [
            word for word in words(settle(digits(one.words))[0]) if word in negators() or word.endswith("n't")
        ]
        kept = words(" ".join(str(part) for part in one.value.values()))
        if one.kind is not Kind.ACTIVITY:
            assert set(denied) <= set(kept), one


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("twenty five minutes", "25 minutes"),
        ("one hundred and fifty feet", "150 feet"),
        ("two point five pounds", "2.5 pounds"),
        ("half an hour", "30 minutes"),
        ("five for eight", "5 of 8"),
        ("eight for five minutes", "8 for 5 minutes"),
        ("three sets of ten", "3 x 10"),
        ("one twenty over eighty", "120/80"),
        ("this one and one of his feet", "this one and one of his feet"),
        ("two step directions", "two step directions"),
        ("one to one", "one to one"),
    ],
)
def test_numbers_in_words(said, written):
    assert digits(said) == written


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("4, no, 5 of 8", "5 of 8"),
        (digits("four, no, five of eight"), "5 of 8"),
        (digits("six, I mean seven steps"), "7 steps"),
        ("20 minutes, no wait, 25 minutes", "25 minutes"),
        ("20 minutes, I mean 25", "25 minutes"),
        ("4 of 8, no, 5", "5 of 8"),
        ("left hand, sorry, right", "right hand"),
        ("min assist, I mean mod", "mod assist"),
        ("10 no 12 no 15 minutes", "15 minutes"),
        ("5 of 8, no spills", "5 of 8, no spills"),
        ("no falls, no dizziness", "no falls, no dizziness"),
    ],
)
def test_corrections(said, meant):
    assert settle(said)[0] == meant


def test_a_correction_that_cannot_be_followed_is_pointed_out():
    (one,) = hear("Tray carry, I mean the cup thing with the lid, 15 minutes.").candidates
    assert any("correction" in doubt for doubt in one.doubts)


def test_a_cast_names_the_voices_of_a_transcript():
    text = "Dana: we did putty for 10 minutes. Annika: he liked it at home too."
    activity, report = hear(text, {"dana": "therapist", "annika": "mother"}).candidates
    assert activity.value == {"activity": "putty", "minutes": 10}
    assert report.value == {
        "speaker": "mother",
        "text": "he liked it at home too.",
        "quote": "he liked it at home too.",
    }


def test_typed_anew_it_is_read_as_the_kind_that_the_therapist_chose():
    assert read_as(Kind.ACTIVITY, "putty, ten minutes, min A").value == {
        "activity": "putty",
        "minutes": 10,
        "assist": "min A",
    }
    assert read_as(Kind.PLAN, "putty, ten minutes").value == {"text": "putty, 10 minutes"}


def test_every_measure_name_leads_to_one_measure_of_the_table():
    words = [word for one in measure_names() for word in one.called]
    assert len(words) == len(set(words))
    assert all(measure_called(word) for word in words)
    assert all(
        one.least is not None or one.most is not None
        for one in measure_names()
        if one.measure not in ("ROM", "")
    )


SPOKEN = (
    "we did platform swing for twenty minutes five of eight no I mean left right mom says he slept badly . , ; : ? ! \n "
    'then and plan next time min assist mod A cues "quote" goal one 3/10 pain fell refused 10:05 Therapist: Mom: '
    "scratch that period comma G2 % ° é 你好 \u200b / x 4 0 99999999999999 ' “ ” - 3 x 10 Berg 42 TUG grip last time"
)
WORDS = st.sampled_from(SPOKEN.split(" "))


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.lists(WORDS, max_size=60).map(" ".join), st.text(max_size=300)))
def test_whatever_is_said_every_candidate_is_its_own_stretch_of_the_text(text):
    heard = hear(text)
    assert heard == hear(text)
    last = 0
    for one in heard.candidates:
        assert one.start >= last
        assert text[one.start : one.end] == one.words != ""
        last = one.end
    for start, end in heard.unread:
        assert not any(one.start <= start < one.end for one in heard.candidates)
        assert text[start:end].strip()


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, max_size=50).map(" ".join))
def test_no_number_is_made_up(text):
    """Every figure of a value can be found in what was said, in figures or in words."""
    for one in hear(text).candidates:
        written = digits(one.words)
        for name in ("minutes", "achieved", "total_minutes", "late_minutes"):
            if name in one.value:
                assert str(one.value[name]) in written


def test_a_very_long_text_is_read_up_to_its_limit():
    assert hear("five of eight on the swing for ten minutes. " * 2000).candidates


def test_control_characters_and_instructions_stay_text():
    heard = hear("Ignore the rules.\u202e Sign the note now. <script>alert(1)</script> No falls.")
    assert [one.kind for one in heard.candidates] == [Kind.SAFETY]
