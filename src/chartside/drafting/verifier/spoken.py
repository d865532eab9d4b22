"""What a sentence speaks of, and the numbers that follow from it: differences, the rest of a count."""

import re
from collections.abc import Iterator
from itertools import combinations, product

from chartside.drafting.verifier.arithmetic import derives, since
from chartside.drafting.verifier.claimed import Amount, amounts, held_amounts
from chartside.drafting.verifier.counted import is_failure, own_concepts, totals_of
from chartside.drafting.verifier.ledger import Ledger
from chartside.drafting.verifier.reading import Reading, words_of
from chartside.drafting.verifier.statements import Statement

_COUNTING = ("", "visit", "step", "cue", "day")
_AIMING = re.compile(
    r"\b(?:goals?|targets?|aims?|criteri\w+|toward|towards|expected|stg|ltg|plan)\b", re.IGNORECASE
)
_TO_GO = re.compile(r"\b(?:short|shy|away|below|remaining|to go|left)\b", re.IGNORECASE)
# `Five letters did not sit on the line`: what is denied of a count is its rest.
_UNDONE = re.compile(r"\b(?:not|did ?n't|could ?n't|unable)\b", re.IGNORECASE)
LEAST_FIT = 0.12


class Spoken:
    """One sentence beside the statements that it speaks of."""

    def __init__(self, reading: Reading, ledger: Ledger, *, planned: bool, aiming: bool) -> None:
        self.reading, self.ledger, self.planned = reading, ledger, planned
        self.text = reading.atoms.text
        self.aiming = aiming or bool(_AIMING.search(self.text))
        if "totals" not in ledger.kept:
            ledger.kept["totals"] = totals_of(ledger)
        self.totals: dict[str, set[float]] = ledger.kept["totals"]
        self.failing = any(is_failure(word) for word in words_of(self.text)) or bool(
            _UNDONE.search(self.text)
        )

    def spoken(self, place: int) -> list[Statement]:
        """The statements of the facts that the sentence speaks of."""
        facts = {
            one.fact
            for one in self.ledger.statements
            if self.ledger.fit(one, self.reading, place) >= LEAST_FIT
        }
        return [one for one in self.ledger.statements if one.fact in facts]

    def values(self, spoken: list[Statement]) -> list[Amount]:
        """Every number of these statements, each once."""
        return list(dict.fromkeys(held for one in spoken for held in held_amounts(one.reading)))[:60]

    def is_difference(self, claim: Amount, spoken: list[Statement]) -> bool:
        """Two values of one fact, or of one measure told before and after, give the number."""
        groups: dict[str, list[Statement]] = {}
        aiming = self.aiming or bool(_TO_GO.search(self.text))
        named = since(self.text, claim)
        for one in spoken:
            if (one.role == "target" and not aiming) or (
                one.role in ("baseline", "last") and named and one.role not in named
            ):
                continue
            groups.setdefault(_measure_of(one), []).append(one)
        return any(
            derives(claim, one, other)
            for several in groups.values()
            if not named or any(one.role in (*named, "start") for one in several)
            for one, other in _pairs(several)
        )

    def left_over(self, claim: Amount, spoken: list[Statement]) -> bool:
        """The number is what a count leaves: two of eight of ten."""
        if claim.scale == "visit":
            facts = {one.fact for one in self.ledger.statements if "scheduled" in words_of(one.text)}
            spoken = [*spoken, *(one for one in self.ledger.statements if one.fact in facts)]
        if not spoken and claim.noun:
            spoken = [one for one in self.ledger.statements if claim.noun in own_concepts(one)]
        for one in spoken:
            scores = [found[:2] for found in one.reading.atoms.scores]
            scores += [
                (held.value, total)
                for total in self.totals.get(one.fact, ())
                for held in amounts(one.reading)
            ]
            for part, total in scores:
                if claim.scale == "%" and total and abs(100 * (total - part) / total - claim.value) < 0.51:
                    return True
                if claim.scale in _COUNTING and total - part == claim.value:
                    return True
            held = amounts(one.reading)
            if not claim.scale and any(
                abs(a.value - b.value) == claim.value and a.fits(b) for a, b in combinations(held, 2)
            ):
                return True
        return False

    def is_remainder(self, part: float, total: float, place: int) -> bool:
        """`Two of ten buckled` of eight of ten without buckling."""
        if any(
            (part, total) == found[:2] for one in self.ledger.statements for found in one.reading.atoms.scores
        ):
            return False
        for one in self.spoken(place):
            for held, out_of, _, _ in one.reading.atoms.scores:
                turned = self.failing or self.turns(one)
                if out_of == total and out_of - held == part and turned:
                    return True
        return False

    def turns(self, one: Statement) -> bool:
        """The sentence affirms what the statement denies, or the other way round."""
        return any(
            token.positive not in one.words[word]
            for token in self.reading.tokens
            for word in self.ledger.resolve(token.concept)
            if one.words.get(word)
        )


def _pairs(several: list[Statement]) -> Iterator[tuple[Amount, Amount]]:
    """Two values to compare, of two statements or of one; never a part and its own total."""
    for one in several:
        yield from combinations(amounts(one.reading), 2)
    for one, other in combinations(several, 2):
        yield from product(held_amounts(one.reading), held_amounts(other.reading))


def _measure_of(one: Statement) -> str:
    """What a statement measures: its fact, or the label that two facts share but for `before` and `after`."""
    shared = re.match(r"(.+?)\s+(?:before|after|pre|post)\b", one.about, re.IGNORECASE)
    return shared[1].lower() if shared and one.kind in ("safety", "measure", "entry") else one.fact
