"""What stands only in the earlier note: text or values copied forward."""

from chartside.drafting.language.people import people_in
from chartside.drafting.model import Problem, ProblemType
from chartside.drafting.verifier.claimed import held_amounts
from chartside.drafting.verifier.ledger import Ledger
from chartside.drafting.verifier.reading import Reading, Token
from chartside.drafting.verifier.statements import Statement


def is_copied(reading: Reading, ledger: Ledger, unknown: list[Token], problems: list[Problem]) -> bool:
    """Whether what is wrong with a sentence is that the earlier note says it."""
    if not ledger.prior or not problems:
        return False
    own = {token.concept for token in reading.content}
    new = {token.concept for token in unknown}
    people = {person for person, _ in people_in(reading.atoms.text)} - {"patient"}
    for one in ledger.prior:
        shared = own & one.words.keys()
        mostly = len(shared) * 2 >= len(own)
        if new & one.words.keys() and len(new & one.words.keys()) * 2 >= len(new) and mostly:
            return True
        if shared and mostly and _shares_value(reading, ledger, one):
            return True
        if (
            mostly
            and people & one.people
            and any(problem.type is ProblemType.WRONG_PERSON for problem in problems)
        ):
            return True
    return False


def _shares_value(reading: Reading, ledger: Ledger, one: Statement) -> bool:
    """An exact claim of the sentence that the earlier note holds and today's facts do not."""
    today = ledger.statements
    for score in reading.atoms.scores:
        if score[:2] in {found[:2] for found in one.reading.atoms.scores} and not any(
            score[:2] == found[:2] for other in today for found in other.reading.atoms.scores
        ):
            return True
    for level in reading.atoms.levels:
        if level.code in {found.code for found in one.reading.atoms.levels} and not any(
            level.code == found.code for other in today for found in other.reading.atoms.levels
        ):
            return True
    return any(
        any(
            claim.same(held) and (claim.scale or claim.noun == held.noun)
            for held in held_amounts(one.reading)
        )
        and not any(claim.same(held) for other in today for held in held_amounts(other.reading))
        for claim in held_amounts(reading)
    )
