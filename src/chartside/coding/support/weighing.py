"""Each intent held against the sentences of a note: how much of it is said, and what speaks against it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from chartside.coding.support.intents import Against, Count, Group, Intent, IntentBook
from chartside.coding.support.reading import Part, read_parts
from chartside.drafting.language.quantities import NUMBER_WORDS, number


@dataclass(frozen=True)
class Verdict:
    """How far one intent is carried by its best sentence.

    Attributes:
        share: how much of what it asks for is said, 0 to 1; 1 and no objection means carried.
    """

    intent: Intent
    share: float = 0
    part: Part | None = None
    missing: tuple[str, ...] = ()
    objection: Against | None = None
    instead: tuple[str, ...] = ()
    because: str = ""

    @property
    def carried(self) -> bool:
        """Whether everything is said and nothing speaks against it."""
        return self.part is not None and not self.missing and self.objection is None


@dataclass(frozen=True)
class _Words:
    """The parts of a note with what was handed in beside them.

    Attributes:
        acts: for each part, the places of the intents whose act it names.
        done: of these, those whose act it names as done, not as a purpose.
    """

    parts: list[Part]
    goals: bool
    acts: list[frozenset[int]] = field(default_factory=list)
    done: list[frozenset[int]] = field(default_factory=list)


def verdicts_of(statements: Sequence[str], goals: Sequence[str], book: IntentBook) -> list[Verdict]:
    """Each intent with its best sentence, the best carried first; ties in the order of the pack."""
    parts = read_parts(statements, book)
    words = _Words(parts, any(goal.strip() for goal in goals), *_acts(parts, book))
    _add_weak_acts(words, book)
    found = [_judge(place, intent, words) for place, intent in enumerate(book.intents)]
    return sorted(found, key=lambda one: (not one.carried, -one.share))


def _add_weak_acts(words: _Words, book: IntentBook) -> None:
    """Let a part with a result be an act of an intent with weak acts, where it names no other act."""
    for place, intent in enumerate(book.intents):
        for here, part in enumerate(words.parts):
            told = part.measured or part.dosed
            if told and not words.acts[here] and not intent.weak_act.isdisjoint(part.done):
                words.acts[here] |= {place}


def _acts(parts: list[Part], book: IntentBook) -> tuple[list[frozenset[int]], list[frozenset[int]]]:
    acts, done = [], []
    for part in parts:
        named = [place for place, one in enumerate(book.intents) if not one.act.isdisjoint(part.done)]
        wanted = [
            place
            for place, one in enumerate(book.intents)
            if one.anywhere and not one.act.isdisjoint(part.purpose)
        ]
        acts.append(frozenset([*named, *wanted]))
        done.append(frozenset(named))
    return acts, done


def _judge(place: int, intent: Intent, words: _Words) -> Verdict:
    found = [_weigh(intent, here, place, words) for here, acts in enumerate(words.acts) if place in acts]
    best = max(found, key=lambda one: (one.carried, one.objection is None, one.share), default=None)
    return best or Verdict(intent, missing=tuple(group.missing for group in intent.groups))


def _weigh(intent: Intent, here: int, place: int, words: _Words) -> Verdict:
    """The intent held against one sentence and the remarks around it that belong to no other act."""
    part = words.parts[here]
    reach = [part] + [
        other
        for there, other in enumerate(words.parts)
        if there != here and (intent.whole or _belongs(other, there, part, place, words))
    ]
    missing, counted = [], None
    for group in intent.groups:
        if not _holds(group, part, reach, goals=words.goals):
            missing.append(group.missing)
        elif group.count and not _within(group.count, reach):
            missing.append(group.missing)
            counted = group.count
    objection = next((one for one in intent.against if _objects(one, part, words.parts)), None)
    asked = len(intent.groups) + 1
    share = (asked - len(missing)) / asked * (0.5 if objection else 1)
    instead = objection.instead if objection else counted.instead if counted else ()
    because = objection.because if objection else counted.because if counted else ""
    return Verdict(intent, share, part, tuple(missing), objection, instead, because)


def _belongs(other: Part, there: int, part: Part, place: int, words: _Words) -> bool:
    """A clause of the same sentence, one about the same act, or a remark that names no act."""
    return other.sentence == part.sentence or place in words.acts[there] or not words.done[there]


def _holds(group: Group, part: Part, reach: list[Part], *, goals: bool) -> bool:
    if group.goal and goals:
        return True
    # A result belongs to what was done when it is told in that sentence or the next.
    near = [one for one in reach if one.sentence - part.sentence in (0, 1)]
    return (
        any(not group.words.isdisjoint(one.said) for one in reach)
        or (group.measured and any(one.measured for one in near))
        or (group.dose and any(one.dosed for one in near))
    )


def _within(count: Count, reach: list[Part]) -> bool:
    """Whether as many are named as the code stands for: by a number before the word, else one by one."""
    phrases = {word for part in reach for word in part.phrases.get(count.of, [])}
    text = "; ".join(part.text for part in reach)
    stated = [found[1] for phrase in phrases for found in _numbered(phrase).finditer(text)]
    if stated:
        return count.least <= number(stated[0]) <= count.most
    if count.stated_only:
        return True
    words = {word.lower() for word in phrases}
    named = sum(not any(word != other and word in other for other in words) for word in words)
    return count.least <= named <= count.most


@lru_cache(maxsize=200)
def _numbered(phrase: str) -> re.Pattern[str]:
    numbers = "|".join(NUMBER_WORDS)
    return re.compile(rf"\b(\d+|{numbers})\+?\s+(?:\w+\s+)?{re.escape(phrase)}", re.IGNORECASE)


def _objects(against: Against, part: Part, whole: list[Part]) -> bool:
    """Whether it is another service: by this clause, or by the whole note where the pack says so."""
    sentence = _together([one for one in whole if one.sentence == part.sentence])
    if against.where == "note":
        part = sentence = _together(whole)
    if against.words.isdisjoint(part.purpose if against.where == "purpose" else part.said):
        return False
    if against.together and against.together.isdisjoint(sentence.said):
        return False
    return against.unless.isdisjoint(part.said)


def _together(parts: list[Part]) -> Part:
    said = frozenset[str]().union(*(one.said for one in parts))
    return Part("", 0, said, said, frozenset(), {})
