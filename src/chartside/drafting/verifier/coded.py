"""Procedure and diagnosis codes of a sentence, with the minutes and units told of them."""

from collections.abc import Iterator

from chartside.drafting.language.quantities import show
from chartside.drafting.model import Problem, ProblemType
from chartside.drafting.verifier.claimed import Amount, amounts
from chartside.drafting.verifier.ledger import Ledger
from chartside.drafting.verifier.reading import Reading
from chartside.drafting.verifier.statements import Statement


def code_problems(reading: Reading, ledger: Ledger) -> tuple[list[Problem], frozenset[int]]:
    """Codes that no fact holds, or that go with other minutes; and the places of the numbers judged."""
    known = {code for one in ledger.statements for code in one.reading.atoms.codes} | {
        one.code.upper() for one in ledger.statements if one.code
    }
    problems = [
        Problem(ProblemType.WRONG_CODE_TIME, f"no fact holds the code {code}")
        for code in sorted(reading.atoms.codes - known)
    ]
    places = sorted((reading.atoms.text.upper().find(code), code) for code in reading.atoms.codes & known)
    taken: set[int] = set()
    for claim in amounts(reading):
        code = _code_of(claim, places, reading)
        if code and claim.scale in ("clock", "unit"):
            taken.add(claim.start)
            if claim.value not in _allowed(code, claim.scale, ledger):
                problems.append(Problem(ProblemType.WRONG_CODE_TIME, _said(code, claim)))
    problems += _other_activity(reading, ledger, places)
    return problems, frozenset(taken)


def _said(code: str, claim: Amount) -> str:
    if claim.scale == "unit":
        return f"the facts do not hold {show(claim.value)} units of {code}"
    return f"the facts do not hold {show(claim.value / 60)} min of {code}"


def _code_of(claim: Amount, places: list[tuple[int, str]], reading: Reading) -> str:
    """The code that an amount is told of: the nearest in its clause, else the only one of the sentence."""
    if not places:
        return ""
    clause = reading.clause_at(claim.start)
    near = [(abs(place - claim.start), code) for place, code in places if reading.clause_at(place) == clause]
    if near:
        return min(near)[1]
    spoken = [one for one in reading.content if one.clause == clause]
    before = [code for place, code in places if place < claim.start]
    return before[-1] if before and not spoken else places[0][1] if len(places) == 1 and not spoken else ""


def _allowed(code: str, scale: str, ledger: Ledger) -> set[float]:
    """Seconds or units that the facts give a code: of one activity, of all with it, or as billed."""
    minutes: list[float] = []
    billed: set[float] = set()
    units: set[float] = set()
    for fact in ledger.facts:
        if fact.kind not in ("activity", "billed") or str(fact.value.get("code", "")).upper() != code:
            continue
        if fact.kind == "billed":
            billed |= {float(fact.value["minutes"])} if fact.value.get("minutes") is not None else set()
            units |= {float(fact.value["units"])} if fact.value.get("units") is not None else set()
        elif fact.value.get("minutes") is not None:
            minutes.append(float(fact.value["minutes"]))
    if scale == "unit":
        return units or {float((int(total) + 7) // 15) for total in (sum(minutes), *billed)}
    return {60 * value for value in (*minutes, sum(minutes), *billed)}


def _other_activity(reading: Reading, ledger: Ledger, places: list[tuple[int, str]]) -> Iterator[Problem]:
    """A code told of an activity that was entered with another."""
    coded = [one for one in ledger.statements if one.kind == "activity" and one.code]
    for place, code in places:
        if not code[0].isdigit():
            continue
        own = max(
            (ledger.fit(one, reading, place) for one in coded if one.code.upper() == code), default=None
        )
        other = max((_far(one, code, reading, ledger, place) for one in coded), default=0.0)
        if own is not None and other > own * 1.35 + 0.3:
            yield Problem(ProblemType.WRONG_CODE_TIME, f"this was not entered under {code}")


def _far(one: Statement, code: str, reading: Reading, ledger: Ledger, place: int) -> float:
    return ledger.fit(one, reading, place) if one.code.upper() != code else 0.0
