"""What was entered and a text leaves out: any paraphrase states it, and safety is told apart."""

import pytest

from chartside.documentation.sessions.read import facts_of
from chartside.drafting.model import Sentence
from chartside.drafting.omissions import is_safety, omissions, omitted
from tests.drafting.made import made

FACTS = facts_of(
    {
        "patient": {"name": "Theo Marsh", "pronouns": "he/him"},
        "session": {
            "subjective": "Mother: slow to dress this morning",
            "activities": [
                {
                    "activity": "platform swing in prone",
                    "minutes": 20,
                    "performance": "rings on target on 5/8 passes",
                }
            ],
            "fall": "slid off the swing onto the mat, no injury",
            "refused": "shaving cream",
            "response": ["calmer after swing"],
            "goals": [{"id": "G1", "measure": "seated attention", "last": 8, "now": 9, "unit": "min"}],
        },
    }
)
TOLD = [
    "Mom says he was slow getting dressed this morning.",
    "On the platform swing he lay prone and put the rings on target in 63% of passes.",
    "He slid off the swing onto the mat without injury.",
    "Declined the shaving cream.",
    "He was calmer after the swing.",
    "Seated attention was nine minutes (G1).",
]


def left_out(told: list[str]) -> set[str]:
    sentences = [Sentence(place, "O", text, ()) for place, text in enumerate(told, 1)]
    return {fact.path for fact in omitted(sentences, FACTS)}


def test_paraphrase_states_everything():
    assert left_out(TOLD) == set()


def test_a_text_is_read_as_its_sentences_are():
    assert omitted(" ".join(TOLD), FACTS) == []


@pytest.mark.parametrize(
    ("place", "path"),
    [
        (0, "session.subjective"),
        (1, "session.activities[0]"),
        (2, "session.fall"),
        (3, "session.refused"),
        (4, "session.response[0]"),
        (5, "session.goals[0]"),
    ],
)
def test_what_no_sentence_says_is_left_out(place, path):
    assert path in left_out([text for at, text in enumerate(TOLD) if at != place])


def test_a_result_that_is_not_told_leaves_the_activity_out():
    told = [*TOLD[:1], "He lay prone on the platform swing and put rings on the target.", *TOLD[2:]]
    assert left_out(told) == {"session.activities[0]"}


def test_a_denial_is_not_stated_by_its_opposite():
    facts = facts_of({"session": {"pain": "none"}})
    assert omitted("He has pain.", facts)
    assert not omitted("He denies pain.", facts)


def test_safety_is_told_apart():
    found = {omission.fact.path: omission.safety for omission in omissions([], FACTS)}
    assert found["session.fall"]
    assert found["session.refused"]
    assert not found["session.response[0]"]


def test_a_danger_in_ordinary_words_is_safety():
    facts = facts_of(
        {"session": {"observation": "redness and a blister under the strap", "response": "no dizziness"}}
    )
    assert [is_safety(fact) for fact in facts] == [True, False]


@pytest.mark.parametrize("seed", range(60))
def test_the_composer_leaves_nothing_out(seed):
    facts, draft, *_ = made(seed)
    unstated = set(draft.unstated(facts))
    assert [fact.path for fact in omitted(draft.sentences, facts) if fact.id not in unstated] == []
