"""Every written case: what must be masked is, what must stay does. The cases stand in `evals/privacy/cases`."""

import pytest
from evals.privacy.cases import Case, case_files, judge, read_cases
from evals.privacy.measure import ours

CASES = [case for name in case_files() for case in read_cases(name)]


@pytest.mark.parametrize("case", CASES, ids=[f"{case.id}-{case.why.replace(' ', '-')}" for case in CASES])
def test_a_written_case(case: Case):
    verdict = judge(case, ours(case.text, case.chart, case.clinic))
    assert (verdict.missed, verdict.lost) == ((), ())


def test_each_case_has_its_own_reason():
    assert len({case.id for case in CASES}) == len({case.why for case in CASES}) == len(CASES)


def test_a_case_that_asks_for_what_is_not_there_is_refused():
    wrong = Case("X", "wrong", "Stella ran.", {}, None, ("Theo",), ())
    with pytest.raises(ValueError, match="does not stand"):
        judge(wrong, [])


def test_half_a_name_does_not_count_as_masked():
    case = Case("X", "half", "Stella Marquez ran.", {}, None, ("Stella Marquez",), ("ran",))
    assert judge(case, [(0, 6)]).missed == ("Stella Marquez",)
    assert judge(case, [(0, 17)]).lost == ("ran",)
