"""What a person may type into a draft: paraphrase and arithmetic pass, inventions do not."""

from pathlib import Path

import pytest
import yaml

from chartside.documentation.sessions.read import facts_of
from chartside.drafting.model import Sentence
from chartside.drafting.verifier import verify

CASES = yaml.safe_load((Path(__file__).parent / "statements.yaml").read_text(encoding="utf-8"))
FACTS = facts_of(CASES["input"], timed_minutes=45)


@pytest.mark.parametrize("text", CASES["supported"])
def test_supported(text):
    check = verify([Sentence(1, "A", text, ())], FACTS)[0]
    assert check.status == "supported", check.problems
    assert check.facts


@pytest.mark.parametrize("case", CASES["unsupported"], ids=lambda case: case["text"][:60])
def test_unsupported(case):
    check = verify([Sentence(1, case.get("section", "A"), case["text"], ())], FACTS)[0]
    assert check.status == "unsupported"
    assert case["type"] in {problem.type.value for problem in check.problems}, check.problems


def test_a_sentence_that_cites_a_fact_which_is_not_there():
    check = verify([Sentence(1, "P", "Plan: faster cadence.", ("f99",))], FACTS)[0]
    assert check.problems[0].type.value == "wrong_fact"
