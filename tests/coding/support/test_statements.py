"""Whether the words of many authors carry the code that was billed."""

import pytest

from tests.coding.support.reading import SETS, Statement, statements


@pytest.mark.parametrize("statement", list(statements(*SETS)), ids=str)
def test_a_settled_case(statement: Statement):
    answer = statement.judged()
    assert answer.supported == statement.supported, answer.why
    if not statement.supported and (better := statement.told.get("better")):
        assert set(answer.better) & set(better)


def test_the_answer_says_why_and_what_would_tip_it():
    for statement in statements(*SETS):
        answer = statement.judged()
        assert answer.why
        assert bool(answer.tip) != answer.supported
        assert answer.code not in answer.better
        assert answer.supported == (
            answer.code in answer.carries or answer.code[:1] == "G" or answer.supported
        )
