"""`documentation review` on its contract."""

import json
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chartside.cli.lines import answer_line, schema
from chartside.documentation.commands import commands
from chartside.documentation.line_input import DocType
from chartside.kernel.commands import LineCommand
from chartside.rulebook.packs import shipped_packs
from tests.documentation.sessions_made import made_session

REVIEW = next(c for c in commands() if isinstance(c, LineCommand) and c.verb == "review")
DRAFT = next(c for c in commands() if isinstance(c, LineCommand) and c.verb == "draft")
MEMBERS = {
    "id",
    "missing_requirements",
    "code_support",
    "unsupported_sentences",
    "interpretive_sentences",
    "goals",
    "omitted_facts",
    "findings",
}


def answer(line: object) -> dict[str, Any]:
    return answer_line(REVIEW, json.dumps(line).encode()).as_json()


def review_of(sentences: list[dict[str, Any]], **change: object) -> dict[str, Any]:
    return answer(made_session(7) | {"candidate": {"sentences": sentences}} | change)


def our_own(seed: int) -> list[dict[str, Any]]:
    sentences: list[dict[str, Any]] = answer_line(DRAFT, json.dumps(made_session(seed)).encode()).as_json()[
        "sentences"
    ]
    return sentences


def test_the_shape_of_an_answer():
    given_back = review_of([{"i": 3, "section": "O", "text": "Worked on shoe tying for 10 min."}])
    assert given_back["id"] == 7
    assert set(given_back) == MEMBERS
    known = {row["id"] for row in shipped_packs().table("documentation_rules").rows}
    assert set(given_back["missing_requirements"]) <= known
    assert given_back["missing_requirements"] == sorted({f["rule"] for f in given_back["findings"]})
    for sentence in given_back["unsupported_sentences"]:
        assert sentence.keys() == {"i", "type", "evidence"}
        assert sentence["i"] == 3


@pytest.mark.parametrize("doc_type", get_args(DocType))
def test_every_type_of_document_is_read(doc_type):
    given_back = review_of([{"i": 1, "section": "", "text": "Seen today."}], doc_type=doc_type)
    rows = {row["id"]: row["doc_type"] for row in shipped_packs().table("documentation_rules").rows}
    assert {rows[rule] for rule in given_back["missing_requirements"]} <= {doc_type, "any"}


@pytest.mark.parametrize("doc_type", get_args(DocType))
def test_an_empty_document_lacks_something_or_nothing_and_never_fails(doc_type):
    assert set(review_of([], doc_type=doc_type)) == MEMBERS


def test_one_entry_for_each_billed_code():
    line = made_session(7)
    line["input"]["billed"] = [
        {"code": "97530", "minutes": 15, "units": 1},
        {"code": "97535", "minutes": 15, "units": 1},
        {"code": "97530", "minutes": 10, "units": 1},
    ]
    given_back = answer(line | {"candidate": {"sentences": our_own(7)}})
    assert [entry["code"] for entry in given_back["code_support"]] == ["97530", "97535"]


def test_goals_are_graded_verbatim():
    line = made_session(7)
    line["input"]["plan_of_care_goals"] = [{"id": "G9", "text": "Improve handwriting."}]
    stated = "LTG: In 6 weeks, given a reacher, Ada will put on both socks 4 of 5 times, now 1 of 5."
    candidate = {"sentences": [{"i": 1, "section": "P", "text": stated}]}
    goals = answer(line | {"candidate": candidate})["goals"]
    assert goals[0]["id"] == "G9"
    assert goals[0]["text"] == "Improve handwriting."
    assert goals[0]["grade"] == "vague"
    assert any(goal["text"] in stated for goal in goals[1:])


def test_null_is_missing_and_absent_is_not_told():
    update = {"doc_type": "parent_update", "payer": "commercial"}
    line = {"id": 1, "candidate": {"sentences": [{"i": 1, "section": "M", "text": "Hi."}]}} | update
    patient = {"name": "Theo Marsh", "dob": "2019-04-11"}
    told = {"human_detail": "hi", "approved_by": "Dana Whitfield, OTR/L"}
    absent = answer(line | {"input": {"patient": patient, "context": told}})
    missing = answer(line | {"input": {"patient": patient, "context": told | {"consent": None}}})
    assert "PU-04" not in absent["missing_requirements"]
    assert "PU-04" in missing["missing_requirements"]


def test_a_payer_that_is_not_told_brings_no_rule_of_a_payer():
    rows = {row["id"]: row["payer_scope"] for row in shipped_packs().table("documentation_rules").rows}
    given_back = review_of([{"i": 1, "section": "O", "text": "Seen."}], payer=None)
    assert {rows[rule] for rule in given_back["missing_requirements"]} == {"all"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"doc_type": "poem"}, "unknown_doc_type"),
        ({"candidate": None}, "bad_value"),
        ({"candidate": {"sentences": [{"i": 1}]}}, "missing_field"),
        ({"candidate": {"sentences": [{"i": "x", "text": "a"}]}}, "bad_value"),
        ({"discipline": "XX"}, "bad_value"),
        ({"draft": {}}, "unknown_field"),
    ],
)
def test_what_cannot_be_answered(change, code):
    line = made_session(1) | {"candidate": {"sentences": []}}
    assert answer(line | change)["error"]["code"] == code


def test_the_schema_names_every_type_of_sentence():
    shown = json.dumps(schema(REVIEW))
    for name in ("copied_forward", "interpretive_sentences", "candidate", "section504"):
        assert name in shown


@given(
    st.sampled_from(get_args(DocType)),
    st.sampled_from(["medicare_b", "tx_medicaid", "ma_medicaid", "uhc", "school_medicaid", "nobody", ""]),
    st.lists(
        st.one_of(
            st.text(max_size=60),
            st.sampled_from(
                [
                    "1. Squeeze.",
                    "Goal 1: 2/0 -> 99999999/1, by 02/30/2026.",
                    "OT 2x/wk x 999 weeks from 13/45/2026 to 1/1/26",
                    "Seen 45 min (97530) min min 3:99 pm.",
                    "Re: , DOB , ID .",
                    "7 of 10, was 5 of 10; [ ]",
                ]
            ),
        ),
        max_size=6,
    ),
    st.dictionaries(
        st.sampled_from(
            ["session", "context", "patient", "provider", "service_date", "prior_note", "billed"]
        ),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=12),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
            ),
            max_leaves=6,
        ),
    ),
)
@settings(max_examples=120, deadline=None)
def test_no_input_brings_it_down(doc_type, payer, texts, record):
    sentences = [{"i": place, "section": "X", "text": text} for place, text in enumerate(texts)]
    line = {"id": 1, "doc_type": doc_type, "payer": payer, "input": record}
    assert set(answer(line | {"candidate": {"sentences": sentences}})) == MEMBERS


def test_the_same_input_gives_the_same_bytes():
    line = made_session(11) | {"candidate": {"sentences": our_own(11)}}
    assert json.dumps(answer(line)) == json.dumps(answer(line))
