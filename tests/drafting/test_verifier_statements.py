"""What a person, a model or another scribe may write: paraphrase and arithmetic pass, inventions do not.

`statements/*.yaml` hold one input each, in the shape of the command contract, with sentences that are `supported`,
`interpretive` or `unsupported`; the last with the type of what is wrong. `other` lists further types that fit as well.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from chartside.documentation.sessions.read import facts_of
from chartside.drafting.model import Sentence
from chartside.drafting.verifier import SentenceCheck, verify

HERE = Path(__file__).parent
FILES = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((HERE / "statements").glob("*.yaml"))
}
FACTS = {name: facts_of(case["input"], case.get("timed_minutes")) for name, case in FILES.items()}


def cases(kind: str) -> list[Any]:
    """Every sentence of a kind with the file that it stands in."""
    found = []
    for name, case in FILES.items():
        for item in case.get(kind, ()):
            shape = item if isinstance(item, dict) else {"text": item}
            found.append(pytest.param(name, shape, id=f"{name}: {shape['text'][:60]}"))
    return found


def check(name: str, case: dict[str, Any]) -> SentenceCheck:
    """The sentence against the facts of its file."""
    return verify([Sentence(1, case.get("section", "A"), case["text"], ())], FACTS[name])[0]


@pytest.mark.parametrize(("name", "case"), cases("supported"))
def test_supported(name, case):
    found = check(name, case)
    assert found.status == "supported", found.problems
    assert found.interpretive == ""


@pytest.mark.parametrize(("name", "case"), cases("interpretive"))
def test_interpretive(name, case):
    found = check(name, case)
    assert found.status == "supported", found.problems
    assert found.interpretive


@pytest.mark.parametrize(("name", "case"), cases("unsupported"))
def test_unsupported(name, case):
    found = check(name, case)
    assert found.status == "unsupported"
    assert found.problems[0].type.value in (case["type"], *case.get("other", ())), found.problems


def test_a_sentence_that_cites_a_fact_which_is_not_there():
    found = verify([Sentence(1, "P", "Plan: faster cadence.", ("f99",))], FACTS["ped_sensory_child"])[0]
    assert found.problems[0].type.value == "wrong_fact"
