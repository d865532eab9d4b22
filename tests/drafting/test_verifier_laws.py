"""Laws of the verifier: it answers every text, the same each time, and says a fact's own words are true."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chartside.documentation.sessions.read import facts_of
from chartside.drafting.model import Sentence
from chartside.drafting.omissions import omitted
from chartside.drafting.verifier import verify
from tests.drafting.made import made

FACTS = made(3).facts
WORDS = st.sampled_from(
    [
        "he",
        "she",
        "mom",
        "no",
        "not",
        "never",
        "from",
        "to",
        "by",
        "half",
        "all",
        "both",
        "0",
        "1/0",
        "3/5",
        "97530",
        "4",
        "min",
        "%",
        "left",
        "right",
        "G1",
        "goal",
        "met",
        "“",
        "”",
        '"',
        "(",
        ")",
        ":",
        ";",
        ".",
        ",",
        "min",
        "A",
        "mod",
        "VC",
        "improved",
        "declined",
        "up",
        "down",
        "9/1",
        "13/45",
        "Friday",
        "reported",
        "refused",
        "x",
        "x2",
        "'",
        "-4",
        "°",
        "without",
        "able",
        "can't",
    ]
)


@settings(deadline=None, max_examples=150)
@given(
    st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=14).map(" ".join)),
    st.sampled_from(["S", "O", "A", "P", "SIG"]),
)
def test_every_text_gets_an_answer(text, section):
    sentence = Sentence(1, section, text, ())
    assert verify([sentence], FACTS) == verify([sentence], FACTS)
    omitted(text, FACTS)


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=string.ascii_lowercase, min_size=6, max_size=12), st.integers(2, 90))
def test_a_number_that_nobody_entered_never_passes(word, number):
    facts = facts_of(
        {"session": {"activities": [{"activity": "stacking cones", "performance": "1 of 100 cones"}]}}
    )
    check = verify([Sentence(1, "O", f"Stacking cones, {number} of 95 cones {word}.", ())], facts)[0]
    assert check.status == "unsupported"


@pytest.mark.parametrize("facts", [[], facts_of({}), facts_of({"session": {"entry": ""}})])
def test_without_facts_nothing_clinical_is_supported(facts):
    check = verify([Sentence(1, "O", "Walked 40 ft with a walker and CGA.", ())], facts)[0]
    assert check.status == "unsupported"


def test_an_open_session_of_any_shape_is_evidence():
    session = {
        "splint_check": {"strap": "loosened", "wear": "6 hours"},
        "visitors": ["brother watched"],
        "trial_number": 3,
        "nested": {"deep": {"deeper": "shelf at shoulder height"}},
    }
    facts = facts_of({"session": session})
    for text in (
        "The strap was loosened.",
        "Wear time is 6 hours.",
        "His brother watched.",
        "Shelf at shoulder height.",
    ):
        assert verify([Sentence(1, "O", text, ())], facts)[0].status == "supported", text
    assert verify([Sentence(1, "O", "Wear time is 8 hours.", ())], facts)[0].status == "unsupported"
