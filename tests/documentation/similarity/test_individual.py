"""What was entered makes a note its patient's own: other input, another assessment, whatever the diagnosis."""

from itertools import combinations
from typing import Any

import pytest

from chartside.documentation.api import NoteRequest, build_note
from chartside.documentation.similarity.api import Level, compared, liken, standards
from chartside.kernel.people import Discipline
from tests.documentation.sessions_made import made_session

SAME_DIAGNOSIS = range(80)
"""Every made session has the same diagnosis codes."""


def drafted(seed: int) -> dict[str, Any]:
    line = made_session(seed)
    return build_note(
        NoteRequest(Discipline(line["discipline"]), line["input"], line["setting"], line["payer"])
    )


@pytest.fixture(scope="module")
def notes() -> list[dict[str, Any]]:
    return [drafted(seed) for seed in SAME_DIAGNOSIS]


def assessment(content: dict[str, Any]) -> str:
    return " ".join(one["text"] for one in content["sentences"] if one["section"] == "A")


def judged_by(content: dict[str, Any]) -> set[str]:
    """What the assessment rests on, in the words that were entered."""
    cited = {fact for one in content["sentences"] if one["section"] == "A" for fact in one["facts"]}
    return {str(fact["value"]) for fact in content["facts"] if fact["id"] in cited}


def test_other_input_never_gives_the_same_assessment(notes: list[dict[str, Any]]) -> None:
    compared_pairs = 0
    for one, other in combinations(notes, 2):
        if assessment(one) and assessment(other) and judged_by(one) != judged_by(other):
            compared_pairs += 1
            assert assessment(one) != assessment(other)
    assert compared_pairs > 1000


def test_drafts_of_other_input_need_no_reason(notes: list[dict[str, Any]]) -> None:
    read = [compared(content) for content in notes]
    found = [liken(one, other, standards(), same_patient=False) for one, other in combinations(read, 2)]
    told = [one for one in found if one]
    assert len(told) > 1000
    assert not [one for one in told if one.level is Level.STRONG]
    warned = sum(one.level is Level.WARN for one in told)
    assert warned <= len(told) // 100, f"{warned} of {len(told)} pairs of strangers' notes are called alike"
