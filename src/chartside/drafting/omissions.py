"""What was entered and a text does not state, in any words; safety apart.

A fact is stated when one sentence says the larger part of its words, or their like, and its values stand in
the text. Minutes, signatures and what the chart holds are no omissions: other rules ask for those.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from chartside.drafting.language.concepts import concept, is_kin
from chartside.drafting.language.data import word_set
from chartside.drafting.language.words import stem
from chartside.drafting.model import Sentence
from chartside.drafting.verifier.claimed import Amount, held_amounts
from chartside.drafting.verifier.reading import Reading, read
from chartside.drafting.verifier.statements import Statement, statements_of
from chartside.kernel.facts import Fact

_NOT_ASKED = frozenset(
    {
        "pronouns",
        "chart",
        "billed",
        "prior_note",
        "context",
        "patient_name",
        "patient_dob",
        "diagnosis",
        "provider",
    }
    | {"supervisor", "service_date", "start_time", "end_time", "treatment_minutes", "timed_minutes", "goal"}
)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z“\"(-])|\n+")
_ENOUGH, _HALF = 0.6, 0.5


@dataclass(frozen=True)
class Omission:
    """A fact that a text does not state; `safety` when leaving it out may harm somebody."""

    fact: Fact
    safety: bool


def omissions(told: Iterable[Sentence] | str, facts: Iterable[Fact]) -> list[Omission]:
    """Every entered fact that no sentence states, in the order of the facts.

    Args:
        told: the sentences of a document, or its text.
        facts: all facts of the input; those that a document need not state are left alone.
    """
    texts = _SENTENCE.split(told) if isinstance(told, str) else [sentence.text for sentence in told]
    readings = [read(text) for text in texts if text.strip()]
    return [
        Omission(fact, is_safety(fact))
        for fact in facts
        if _is_asked(fact) and not _is_stated(fact, readings)
    ]


def omitted(told: Iterable[Sentence] | str, facts: Iterable[Fact]) -> list[Fact]:
    """The facts of `omissions`."""
    return [omission.fact for omission in omissions(told, facts)]


def is_safety(fact: Fact) -> bool:
    """Whether a fact tells of harm, of a danger, or of care that was refused."""
    if fact.kind in ("safety", "refusal"):
        return True
    if fact.kind in ("plan", "next_visit", "goal_measure", "activity"):
        return False
    return any(
        token.positive and stem(token.word) in _dangers()
        for one in statements_of(fact)
        for token in one.reading.tokens
    )


@cache
def _dangers() -> frozenset[str]:
    return frozenset(stem(word) for word in word_set("plain_words", "dangers"))


def _is_asked(fact: Fact) -> bool:
    if fact.kind in _NOT_ASKED or not fact.path.startswith("session"):
        return False
    flag = fact.value.get("flag") if isinstance(fact.value, dict) else None
    return not (fact.kind in ("one_to_one", "group") and flag is False)


def _is_stated(fact: Fact, readings: list[Reading]) -> bool:
    several = statements_of(fact)
    if fact.kind == "one_to_one":
        return any(
            reading.atoms.one_to_one or _has(concept("individual"), positive=True, reading=reading)
            for reading in readings
        )
    if fact.kind == "activity":
        return _activity_stated(several, readings)
    if fact.kind == "goal_measure":
        today = [one for one in several if one.role == "now"]
        return all(_says(one, readings, goals=one.goals) for one in today or several[:1])
    return all(_says(one, readings) for one in several)


def _activity_stated(several: list[Statement], readings: list[Reading]) -> bool:
    """Its name, and each measured result beside it."""
    name, rest = several[0], [one for one in several[1:] if one.about and _is_result(one)]
    return _share(_own(name), readings) >= _HALF and all(_says(one, readings) for one in rest)


def _is_result(one: Statement) -> bool:
    minutes = re.fullmatch(r"\d+(?:\.\d+)? min", one.text)
    return not minutes and bool(
        one.reading.atoms.scores or one.reading.atoms.doses or held_amounts(one.reading)
    )


def _says(one: Statement, readings: list[Reading], goals: frozenset[str] = frozenset()) -> bool:
    """One sentence has most of its words, and its values stand in the text."""
    if not _values_told(one, readings):
        return False
    own = _own(one)
    if own:
        return _share(own, readings) >= _ENOUGH
    about = {(token.concept, token.positive) for token in read(one.about).content}
    named = any(goal in reading.atoms.text.upper() for goal in goals for reading in readings)
    return not about or named or _share(about, readings) >= _ENOUGH


def _own(one: Statement) -> set[tuple[str, bool]]:
    """Its words with their polarity; of a short safety fact or measure also those of its label."""
    own = {(token.concept, token.positive) for token in one.reading.content}
    if len(own) < 2 and one.kind in ("safety", "measure") and not any(not positive for _, positive in own):
        own |= {(token.concept, True) for token in read(one.about).content}
    return own


def _share(wanted: set[tuple[str, bool]], readings: list[Reading]) -> float:
    """The largest part of these concepts that one sentence says."""
    return max(
        (sum(_has(word, reading, positive=positive) for word, positive in wanted) for reading in readings),
        default=0,
    ) / max(1, len(wanted))


def _has(word: str, reading: Reading, *, positive: bool) -> bool:
    return any(
        token.positive == positive and (token.concept == word or is_kin(token.concept, word))
        for token in reading.tokens
    )


def _values_told(one: Statement, readings: list[Reading]) -> bool:
    told = [amount for reading in readings for amount in held_amounts(reading)]
    shares = [100 * part / total for part, total, _, _ in one.reading.atoms.scores if total]
    if any(amount.scale == "%" and abs(amount.value - share) < 0.6 for amount in told for share in shares):
        return True
    return all(any(_is_told(held, amount) for amount in told) for held in held_amounts(one.reading))


def _is_told(held: Amount, amount: Amount) -> bool:
    return abs(held.value - amount.value) < 1e-6 and (held.fits(amount) or not held.scale or not amount.scale)
