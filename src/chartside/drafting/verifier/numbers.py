"""Numbers of a sentence against the statements: each with its unit, its role and the thing it is told of."""

import re
from collections.abc import Iterable, Iterator

from chartside.drafting.language.concepts import concept
from chartside.drafting.language.quantities import show
from chartside.drafting.model import Problem, ProblemType
from chartside.drafting.verifier.arithmetic import is_change, is_compared, is_offset, is_product
from chartside.drafting.verifier.claimed import Amount, amounts, held_amounts, is_particle, role_at, role_fits
from chartside.drafting.verifier.counted import has_dose, is_of_totals, own_concepts
from chartside.drafting.verifier.ledger import Ledger, is_done
from chartside.drafting.verifier.opposites import opposites
from chartside.drafting.verifier.owners import Verdict, judge
from chartside.drafting.verifier.proportions import TIMES_AS, follows, ordinal_problems, told_parts
from chartside.drafting.verifier.reading import Reading, words_of
from chartside.drafting.verifier.spoken import LEAST_FIT, Spoken
from chartside.drafting.verifier.statements import Statement
from chartside.drafting.verifier.totals import TIMED, TOTAL, extra_amounts, is_total

_ALL = re.compile(
    r"\b(?:all (?:of )?(?:the |her |his |their )?(?=[a-z]{3,}s\b)|every (?=trip|trial|time|attempt))"
    r"([a-z]{4,})\b",
    re.IGNORECASE,
)
_LACKING = re.compile(r"\b(?:lack\w*|short|deficit|lag)\b", re.IGNORECASE)


def number_problems(
    reading: Reading, ledger: Ledger, *, planned: bool, aiming: bool, taken: frozenset[int]
) -> Iterator[Problem]:
    """Every number that no statement holds, or that belongs to another than it is told of.

    Args:
        reading: the sentence.
        ledger: the facts.
        planned: the sentence speaks of what is to come.
        aiming: it names a goal.
        taken: places of numbers that were judged with their code.
    """
    check = _Check(reading, ledger, planned=planned, aiming=aiming)
    yield from check.scores()
    yield from check.doses()
    for claim in amounts(reading):
        if claim.start not in taken:
            yield from check.single(claim)
    yield from check.parts()
    yield from check.wholes()
    yield from ordinal_problems(reading.atoms.text, ledger)


def remainders(reading: Reading, ledger: Ledger) -> bool:
    """Whether a sentence counts the rest: `buckled on two of ten` of eight of ten without."""
    check = _Check(reading, ledger, planned=False, aiming=False)
    if any(check.is_remainder(part, total, start) for part, total, start, _ in reading.atoms.scores):
        return True
    return check.failing and any(
        check.left_over(claim, check.spoken(claim.start)) for claim in amounts(reading)
    )


class _Check(Spoken):
    """One sentence against the numbers of the ledger."""

    def scores(self) -> Iterator[Problem]:
        for achieved, total, start, end in self.reading.atoms.scores:
            role = role_at(self.text, start, end)
            pair, percent = (achieved, total), 100 * achieved / total if total else None

            def holds(
                one: Statement,
                pair: tuple[float, float] = pair,
                percent: float | None = percent,
                role: str = role,
                start: int = start,
                end: int = end,
            ) -> bool:
                if not role_fits(role, one.role):
                    return False
                if any(found[:2] == pair for found in one.reading.atoms.scores):
                    return True
                if self._is_of_total(one, pair) or self._are_two(one, start, end, pair):
                    return True
                return percent is not None and any(
                    held.scale == "%" and abs(held.value - percent) < 0.51
                    for held in held_amounts(one.reading)
                )

            def rivals(one: Statement, role: str = role) -> bool:
                return (
                    bool(one.reading.atoms.scores)
                    and role_fits(role, one.role)
                    and self._speaks_of(one)
                    and not _is_earlier(role, one)
                )

            verdict, _ = judge(self.ledger, self.reading, start, holds, rivals, self._lift(role, start))
            if verdict is not Verdict.HELD and not self.is_remainder(achieved, total, start):
                yield Problem(
                    ProblemType.WRONG_NUMBER, f"the facts do not hold {show(achieved)} of {show(total)} here"
                )

    def _is_of_total(self, one: Statement, pair: tuple[float, float]) -> bool:
        """A value and its total were entered apart (`attended 6, scheduled 8`)."""
        part = any(held.value == pair[0] for held in amounts(one.reading))
        return part and not is_of_totals(one) and pair[1] in self.totals.get(one.fact, ())

    def _are_two(self, one: Statement, start: int, end: int, pair: tuple[float, float]) -> bool:
        """`70/82` of 70 active and 82 passive: two values of one fact, not a score."""
        held = {
            found.value
            for other in self.ledger.statements
            if other.fact == one.fact and not other.role
            for found in amounts(other.reading)
        }
        return "/" in self.text[start:end] and pair[0] != pair[1] and set(pair) <= held

    def doses(self) -> Iterator[Problem]:
        for first, second, start, _ in self.reading.atoms.doses:
            pair = (first, second)
            verdict, _ = judge(
                self.ledger,
                self.reading,
                start,
                lambda one, pair=pair: has_dose(one, pair),  # type: ignore[misc]
                lambda one: bool(one.reading.atoms.doses) and self._speaks_of(one),
                self._lift("", start),
            )
            if verdict is not Verdict.HELD:
                yield Problem(
                    ProblemType.WRONG_NUMBER, f"the facts do not hold {show(first)} x {show(second)} here"
                )

    def single(self, claim: Amount) -> Iterator[Problem]:
        role = (
            ""
            if claim.before == "by" or is_change(self.text, claim)
            else role_at(self.text, claim.start, claim.end)
        )
        if TIMES_AS.match(self.text[claim.start :]) or self._is_in_a_name(claim):
            return
        if claim.scale == "clock" and self._is_sum(claim):
            if not is_total(claim, self.text, self.ledger):
                yield self._wrong(claim)
            return

        def holds(one: Statement) -> bool:
            held = any(self._equal(claim, found) for found in self._of(one, claim)) or self._is_share(
                claim, one
            )
            return held and role_fits(role, one.role) and self._may_hold(one)

        def rivals(one: Statement) -> bool:
            return (
                role_fits(role, one.role)
                and self._speaks_of(one)
                and not _is_earlier(role, one)
                and any(_slot(claim, held) for held in (held_amounts if role else amounts)(one.reading))
            )

        verdict, _ = judge(
            self.ledger, self.reading, claim.start, holds, rivals, self._lift(role, claim.start)
        )
        if verdict is Verdict.HELD:
            if (
                self._is_other_change(claim, role)
                or self._is_other_share(claim)
                or self._is_not_all(claim)
                or self._is_numbered_otherwise(claim)
                or self._is_of_opposite(claim)
            ):
                yield self._wrong(claim)
            return
        if verdict is Verdict.NOWHERE and claim.value == 1 and self._is_loose_one(claim, rivals):
            return
        if self._follows(claim, verdict, role):
            return
        yield self._wrong(claim)

    def _is_other_change(self, claim: Amount, role: str) -> bool:
        """`Decreased by 3` where what it speaks of changed by 2."""
        if (
            role
            or not is_change(self.text, claim)
            or f"{claim.before} {show(claim.value)}" in self.ledger.text
        ):
            return False
        spoken = self.spoken(claim.start)
        told = [one for one in spoken if one.role and held_amounts(one.reading)]
        return len(told) > 1 and not self.is_difference(claim, spoken)

    def _is_other_share(self, claim: Amount) -> bool:
        """`22 of 30 (80%)`: a percentage beside a score is that of the score."""
        if claim.scale != "%":
            return False
        for part, total, _, end in self.reading.atoms.scores:
            beside = end <= claim.start and re.fullmatch(
                r"[^.;\d]{0,25}[(=]\s*", self.text[end : claim.start]
            )
            if beside and total and abs(100 * part / total - claim.value) > 0.6:
                return True
        return False

    def _is_not_all(self, claim: Amount) -> bool:
        """`All ten` where the facts hold nine of ten."""
        if not re.search(r"\ball(?: of (?:the|her|his|their))?\s+$", self.text[: claim.start], re.IGNORECASE):
            return False
        totals = {total for several in self.totals.values() for total in several}
        scores = [found[:2] for one in self.ledger.statements for found in one.reading.atoms.scores]
        short = claim.value in totals or any(total == claim.value > part for part, total in scores)
        return short and (claim.value, claim.value) not in scores

    def _is_numbered_otherwise(self, claim: Amount) -> bool:
        """`Level 5` where the facts of the same thing say `level 4`: a number that only names."""
        if claim.scale or not claim.before or is_particle(claim.before):
            return False
        alike = {
            held.value
            for one in self.spoken(claim.start)
            for held in amounts(one.reading)
            if held.before == claim.before and not held.scale
        }
        return bool(alike) and claim.value not in alike

    def _is_of_opposite(self, claim: Amount) -> bool:
        """`70 passive` where the facts hold `70 active, 82 passive`."""
        near = (
            words_of(self.text[claim.end : claim.end + 22])[:2]
            + words_of(self.text[max(0, claim.start - 14) : claim.start])[-1:]
        )
        told = [(concept(word), group) for word in near for group in opposites().get(concept(word), ())]
        if not told:
            return False
        spoken = {one.fact for one in self.spoken(claim.start)}
        holding = [
            own_concepts(one)
            for one in self.ledger.statements
            if one.fact in spoken and any(claim.same(held) for held in amounts(one.reading))
        ]
        return any(
            any((group - {word}) & own for own in holding) and not any(word in own for own in holding)
            for word, group in told
        )

    def _is_in_a_name(self, claim: Amount) -> bool:
        """`Nine-Hole Peg Test` counts nothing."""
        named = re.match(r"[\w.]+[\s-]+[A-Za-z]+", self.text[claim.start :])
        said = named[0].lower() if named else ""
        return bool(said) and any(
            said in one.about.lower() for one in self.ledger.statements if one.kind != "activity"
        )

    def _wrong(self, claim: Amount) -> Problem:
        said = self.text[claim.start : claim.end + 12].split(",")[0].split(".  ")[0].strip()
        return Problem(ProblemType.WRONG_NUMBER, f"the facts do not hold “{said}” here")

    def _of(self, one: Statement, claim: Amount) -> Iterable[Amount]:
        return (
            held_amounts(one.reading)
            if claim.scale in ("", "step", "cue", "point") or claim.noun
            else amounts(one.reading)
        )

    def _equal(self, claim: Amount, held: Amount) -> bool:
        lacking = held.value < 0 and claim.value == -held.value and bool(_LACKING.search(self.text))
        return claim.same(held) or (lacking and claim.fits(held))

    def _is_share(self, claim: Amount, one: Statement) -> bool:
        scores = [(part, total) for part, total, _, _ in one.reading.atoms.scores]
        scores += [
            (held.value, total) for total in self.totals.get(one.fact, ()) for held in amounts(one.reading)
        ]
        return claim.scale == "%" and any(
            total and abs(100 * part / total - claim.value) < 0.51 for part, total in scores
        )

    def _may_hold(self, one: Statement) -> bool:
        """A goal's own words tell nothing of today unless the sentence speaks of goals."""
        return self.planned or self.aiming or one.kind != "goal" or bool(one.role)

    def _speaks_of(self, one: Statement) -> bool:
        return self.planned or is_done(one)

    def _lift(self, role: str, place: int):  # type: ignore[no-untyped-def]  # noqa: ANN202
        clause = self.reading.clause_at(place)
        near = {side for side, start in self.reading.atoms.sides if self.reading.clause_at(start) == clause}

        def lift(one: Statement) -> float:
            more = 0.0
            if not role:
                more += {"now": 0.4, "end": 0.3, "": 0.15}.get(one.role, -0.35 if not self.planned else 0.0)
            else:
                more += 0.5 if one.role else -0.3
            if near and one.sides:
                more += 0.6 if near & one.sides else -0.6
            if not self.planned and not is_done(one):
                more -= 0.0 if role == "target" else 0.7
            return more

        return lift

    def _is_sum(self, claim: Amount) -> bool:
        clause = self.reading.clause_at(claim.start)
        words = [
            token
            for token in self.reading.content
            if token.clause == clause and self.ledger.resolve(token.concept)
        ]
        near = self.text[max(0, claim.start - 50) : claim.end + 45]
        return not words and bool(TIMED.search(near) or TOTAL.search(near))

    def _is_loose_one(self, claim: Amount, rivals: object) -> bool:
        """`One` as a word is no count unless the facts count the same thing."""
        if self.text[claim.start].isdigit():
            return False
        return not any(
            self.ledger.fit(one, self.reading, claim.start) >= LEAST_FIT and rivals(one)  # type: ignore[operator]
            for one in self.ledger.statements
            if any(held.noun and held.noun == claim.noun for held in amounts(one.reading))
        )

    def _follows(self, claim: Amount, verdict: Verdict, role: str) -> bool:
        """The number is arithmetic on what the facts hold."""
        spoken = self.spoken(claim.start)
        if self.failing and self.left_over(claim, spoken):
            return True
        if verdict is Verdict.NOWHERE and any(
            claim.same(extra) for extra in extra_amounts(self.ledger, self.reading)
        ):
            return True
        if verdict is Verdict.NOWHERE and any(_is_repeated(claim, one) for one in spoken):
            return True
        if (role and not is_offset(self.text, claim)) or not is_compared(self.text, claim):
            return False
        return self.is_difference(claim, spoken) or any(is_product(claim, one) for one in spoken)

    def wholes(self) -> Iterator[Problem]:
        """`Tolerated in all trials` where the facts count some of them."""
        for found in _ALL.finditer(self.text):
            for one in self.spoken(found.start()):
                counted = any(part < total for part, total, _, _ in one.reading.atoms.scores)
                if counted and concept(found[1]) in own_concepts(one):
                    yield Problem(ProblemType.WRONG_FACT, f"the facts do not say “{found[0]}”")
                    return

    def parts(self) -> Iterator[Problem]:
        for found, wanted, said in told_parts(self.text, self.ledger):
            spoken = self.spoken(found.start())
            if not follows(found, wanted, spoken, self.values(spoken)):
                yield Problem(ProblemType.WRONG_NUMBER, f"“{said}” does not follow from the facts")


def all_known(reading: Reading, ledger: Ledger) -> bool:
    """Whether every number of a sentence stands somewhere in the facts."""
    held = {amount.value for one in ledger.statements for amount in held_amounts(one.reading)}
    return all(claim.value in held for claim in held_amounts(reading))


def _is_repeated(claim: Amount, one: Statement) -> bool:
    """`30 swallows` of `3 x 10 swallows`."""
    return not claim.scale and any(
        sets * count == claim.value and min(sets, count) > 1 for sets, count, _, _ in one.reading.atoms.doses
    )


def _is_earlier(role: str, one: Statement) -> bool:
    """A value told without a time is that of today; an earlier one is no rival to it."""
    return not role and one.role in ("baseline", "last", "start")


def _slot(claim: Amount, held: Amount) -> bool:
    """Whether a statement's amount fills the same slot as the claim."""
    if claim.scale not in ("", "point") or held.scale not in ("", "point"):
        return claim.scale == held.scale
    return not claim.noun or not held.noun or claim.noun == held.noun
