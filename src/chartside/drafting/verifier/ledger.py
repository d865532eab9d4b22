"""All statements of one note, and how well each fits a place in a sentence."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import sqrt
from typing import Any

from chartside.drafting.language.concepts import is_kin, named_concepts
from chartside.drafting.language.days import read_day
from chartside.drafting.language.likeness import are_alike, is_everyday
from chartside.drafting.language.people import GENDERED, Pronouns, read_pronouns
from chartside.drafting.language.words import stem, words
from chartside.drafting.verifier.reading import Reading, Token, is_free, read
from chartside.drafting.verifier.statements import NOT_DONE, Statement, statements_of
from chartside.kernel.facts import Fact

_NO_EVIDENCE = frozenset({"prior_note"})
# Of what stands beside the session only what the therapist added for this document is evidence.
_CONTEXT_EVIDENCE = ("context.human_detail", "context.approved_by", "context.audience", "context.recipient")
_SHORTEST_CLIP, _SHORTEST_PART = 3, 6
_NEAR, _NEXT, _FAR, _OTHER, _FREE = 1.0, 0.5, 0.25, 0.4, 0.08


@dataclass
class Ledger:
    """The evidence of one note.

    Attributes:
        prior: statements of the earlier note, which support nothing of today.
        names: words of the names of the cast, in lower case.
        kept: what the checks worked out once for all sentences, by name.
    """

    statements: list[Statement] = field(default_factory=list)
    prior: list[Statement] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    pronouns: Pronouns | None = None
    facts: list[Fact] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)
    _resolved: dict[str, frozenset[str]] = field(default_factory=dict)
    _likes: dict[str, bool] = field(default_factory=dict)
    _holding: dict[str, list[Statement]] = field(default_factory=dict)
    _reading: Reading | None = None
    _weighed: list[tuple[str, int, frozenset[str], bool, float]] = field(default_factory=list)
    _fits: dict[tuple[int, frozenset[str], bool], dict[int, float]] = field(default_factory=dict)

    @cached_property
    def rarity(self) -> dict[str, int]:
        """In how many facts each concept occurs."""
        found: dict[str, set[str]] = {}
        for one in self.statements:
            for word in one.words:
                found.setdefault(word, set()).add(one.fact)
        return {word: len(facts) for word, facts in found.items()}

    @cached_property
    def text(self) -> str:
        """Everything entered, as one lower-case text."""
        return " | ".join(f"{one.about}: {one.text}" for one in self.statements).lower()

    @cached_property
    def spelled(self) -> str:
        """The same with its abbreviations written out."""
        return " | ".join(
            f"{read(one.about).atoms.text}: {one.reading.atoms.text}" for one in self.statements
        ).lower()

    @cached_property
    def days(self) -> set[date]:
        """Every whole date of the facts."""
        found = [
            read_day(fact.value["date"])
            for fact in self.facts
            if isinstance(fact.value, dict) and "date" in fact.value
        ]
        for one in self.statements:
            for day in one.reading.atoms.days:
                if day.year:
                    found.append(_real(day.year, day.month, day.day))
        return {day for day in found if day}

    @cached_property
    def service_date(self) -> date | None:
        """The day of treatment."""
        return next(
            (read_day(fact.value["date"]) for fact in self.facts if fact.kind == "service_date"), None
        )

    @cached_property
    def entered_pronouns(self) -> set[str]:
        """The gendered pronouns that the entered words use themselves."""
        return {GENDERED[word] for word in words(self.text) if word in GENDERED}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {fact.id: place for place, fact in enumerate(self.facts)}

    def place(self, fact: str) -> int:
        """Where a fact stands among the facts."""
        return self._places.get(fact, 0)

    def resolve(self, concept: str) -> frozenset[str]:
        """The concepts of the facts that a word can mean: itself, else its kin."""
        if concept not in self._resolved:
            own = (
                {concept}
                if concept in self.rarity
                else {word for word in self.rarity if is_kin(concept, word)} or self._clipped(concept)
            )
            self._resolved[concept] = frozenset(own)
        return self._resolved[concept]

    def _clipped(self, concept: str) -> set[str]:
        """The words of the facts that a shortened word begins: `ecc` for `eccentric`."""
        if len(concept) >= _SHORTEST_PART:
            # `finger` of `fingertip`
            parts = {
                word for word in self.rarity if word.startswith(concept) and len(word) > len(concept) + 2
            }
            if parts:
                return parts
        if len(concept) < _SHORTEST_CLIP or is_everyday(concept) or concept in named_concepts():
            return set()
        return {word for word in self.rarity if word.startswith(concept) and len(word) >= len(concept) + 2}

    def fit(
        self,
        one: Statement,
        reading: Reading,
        place: int,
        skip: frozenset[str] = frozenset(),
        *,
        here_only: bool = False,
    ) -> float:
        """How much the words around a place of a sentence speak of a statement."""
        here = reading.clause_at(place)
        if self._reading is not reading:
            self._reading, self._fits, self._weighed = reading, {}, self._weigh(reading)
        fits = self._fits.setdefault((here, skip, here_only), {})
        found = fits.get(id(one))
        if found is None:
            found = fits[id(one)] = self._fit(one, here, skip, here_only=here_only)
        return found

    def _weigh(self, reading: Reading) -> list[tuple[str, int, frozenset[str], bool, float]]:
        return [
            (token.word.lower(), token.clause, meant, is_free(token.word), self.weight(meant))
            for token in reading.tokens
            if (meant := self.resolve(token.concept))
        ]

    def _fit(self, one: Statement, here: int, skip: frozenset[str], *, here_only: bool) -> float:
        total, own, other = 0.0, one.words.keys(), one.other
        for word, clause, meant, free, weight in self._weighed:
            away = abs(clause - here)
            if word in skip or (away and here_only):
                continue
            nearness = _NEAR if not away else _NEXT if away == 1 else _FAR
            if not meant.isdisjoint(own):
                total += nearness * (_FREE if free else weight)
            elif not free and not meant.isdisjoint(other):
                total += nearness * _OTHER * weight
        return total

    @cached_property
    def acronyms(self) -> dict[str, str]:
        """The initials of what was entered by a name of several words: `DGI` for `Dynamic Gait Index`."""
        found: dict[str, str] = {}
        for name in {
            one.about for one in self.statements if one.kind in ("measure", "entry", "goal_measure")
        }:
            parts = [part for part in re.split(r"[\s-]+", name) if part[:1].isalpha()]
            if len(parts) > 2:
                found["".join(part[0] for part in parts).upper()] = name
        return found

    def has_like(self, word: str) -> bool:
        """Whether the facts hold a word that may say the same in everyday English."""
        if word not in self._likes:
            self._likes[word] = any(are_alike(word, own) for own in self.stems)
        return self._likes[word]

    @cached_property
    def stems(self) -> set[str]:
        """The stems of every word of the facts that needs evidence."""
        return {stem(token.word) for one in self.statements for token in one.reading.content}

    def weight(self, meant: frozenset[str]) -> float:
        """Rare words tell more."""
        return 1 / sqrt(min(self.rarity.get(word, 1) for word in meant))

    def holding(self, token: Token) -> list[Statement]:
        """The statements that hold a word."""
        if token.concept not in self._holding:
            meant = self.resolve(token.concept)
            several = self.statements if meant else ()
            self._holding[token.concept] = [one for one in several if not meant.isdisjoint(one.words)]
        return self._holding[token.concept]


def open_ledger(facts: Iterable[Fact]) -> Ledger:
    """Read the facts of a note."""
    ledger = Ledger(facts=list(facts))
    for fact in ledger.facts:
        if fact.kind == "prior_note":
            ledger.prior += statements_of(fact)
        elif fact.kind == "pronouns":
            ledger.pronouns = read_pronouns(fact.value["text"])
        elif fact.kind == "context" and not fact.path.startswith(_CONTEXT_EVIDENCE):
            continue
        else:
            ledger.statements += statements_of(fact)
        ledger.names |= set(_names(fact))
    return ledger


def _names(fact: Fact) -> Iterator[str]:
    if fact.kind == "patient_name":
        yield from words(str(fact.value["full"]))
    elif fact.kind in ("provider", "supervisor"):
        yield from words(str(fact.value.get("text", "")))


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_done(one: Statement) -> bool:
    """Whether a statement tells what happened, not what is planned or aimed at."""
    return one.kind not in NOT_DONE


__all__ = ["Ledger", "Statement", "is_done", "open_ledger", "read"]
