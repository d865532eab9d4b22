"""Whole notes with several codes, and the statements that were held back."""

import pytest
import yaml

from chartside.coding.api import code_support
from tests.coding.support.reading import CASES, statements

NOTES = yaml.safe_load((CASES / "notes.yaml").read_text(encoding="utf-8"))
# The bar of the product: the mean of both shares of right answers.
BALANCED = 0.9


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note["say"][0][:50])
def test_a_note_carries_what_it_carries(note):
    for code, supported in note["codes"].items():
        answer = code_support(code, note["say"])
        assert answer.supported == supported, (code, answer.why)


def test_the_statements_held_back():
    shares = []
    for wanted in (True, False):
        held = [one for one in statements("held") if one.supported is wanted]
        shares.append(sum(one.judged().supported is wanted for one in held) / len(held))
    assert sum(shares) / 2 >= BALANCED, shares
