"""Whose value is it: the statements that could own a claim of a sentence, and whether the right one does."""

from collections.abc import Callable, Iterable
from enum import Enum

from chartside.drafting.verifier.ledger import Ledger
from chartside.drafting.verifier.reading import Reading
from chartside.drafting.verifier.statements import Statement

_CLEARLY = 1.35
_PAST_OR_AIM = ("baseline", "last", "target")
_NAMED = 0.4
# Glue alone makes nothing the owner of a value.
_LEAST = 0.2


class Verdict(Enum):
    """What the statements say to one claim."""

    HELD = "held"
    NOWHERE = "nowhere"
    ELSEWHERE = "elsewhere"


def judge(
    ledger: Ledger,
    reading: Reading,
    place: int,
    holds: Callable[[Statement], bool],
    rivals: Callable[[Statement], bool],
    lift: Callable[[Statement], float] = lambda _: 0.0,
    skip: frozenset[str] = frozenset(),
    least: float = _LEAST,
) -> tuple[Verdict, Statement | None]:
    """Whether a claim is held by the statement that its words speak of.

    Args:
        ledger: the facts.
        reading: the sentence.
        place: where in it the claim stands.
        holds: the statement has the claimed value.
        rivals: the statement has another value in the same slot.
        lift: what else than words ties a statement to the claim (its role, its side).
        skip: words that say the claim itself.
        least: how well another statement must fit to be the owner instead.

    Returns:
        The verdict, and the statement that speaks loudest for it.
    """
    held, best_held = _best(ledger, reading, place, filter(holds, ledger.statements), lift, skip)
    if held is None:
        return Verdict.NOWHERE, None
    against = [
        one
        for one in ledger.statements
        if rivals(one) and not holds(one) and _may_rival(one, held, ledger, reading, place)
    ]
    other, best_other = _best(ledger, reading, place, against, lift, skip)
    if any(
        one.fact == held.fact and _is_meant_instead(one, held, ledger, reading, place, skip)
        for one in against
    ):
        return Verdict.ELSEWHERE, held
    if other is not None and best_other >= least and best_other > best_held * _CLEARLY + 0.05:
        return Verdict.ELSEWHERE, other
    return Verdict.HELD, held


def _may_rival(one: Statement, held: Statement, ledger: Ledger, reading: Reading, place: int) -> bool:
    """Within one fact only the words of the clause decide which of its statements is meant."""
    if one.fact != held.fact:
        return True
    if held.role in _PAST_OR_AIM and one.role != held.role:
        return True
    mine = ledger.fit(held, reading, place, here_only=True)
    return ledger.fit(one, reading, place, here_only=True) > mine + 0.05


def _is_meant_instead(
    one: Statement, held: Statement, ledger: Ledger, reading: Reading, place: int, skip: frozenset[str]
) -> bool:
    """Of two statements of one fact (`lateral 14 lb`, `tip 9 lb`) the clause names the other."""
    mine = ledger.fit(held, reading, place, skip, here_only=True)
    return ledger.fit(one, reading, place, skip, here_only=True) > mine + _NAMED and not (
        one.role or held.role
    )


def _best(
    ledger: Ledger,
    reading: Reading,
    place: int,
    several: Iterable[Statement],
    lift: Callable[[Statement], float],
    skip: frozenset[str],
) -> tuple[Statement | None, float]:
    found, most = None, -1.0
    for one in several:
        score = ledger.fit(one, reading, place, skip)
        score = score * (1 + lift(one)) + 0.02 * lift(one)
        if score > most:
            found, most = one, score
    return found, most
