"""Whether words carry a code, which code they carry, and what would tip it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from chartside.coding.codes import CodeBook, code_book
from chartside.coding.support.intents import Against, Count, Group, Intent, IntentBook, intent_book
from chartside.coding.support.reading import Part, read_parts
from chartside.drafting.language.quantities import NUMBER_WORDS, number
from chartside.rulebook.packs import PackSet, shipped_packs


@dataclass(frozen=True)
class CodeSupport:
    """What the words of a note say for one code. It changes nothing; a person decides.

    Attributes:
        supported: whether the words carry the code.
        why: the words that carry it, or what they do not say.
        better: the codes that the same words carry instead, the likeliest first; empty when supported.
        tip: what one sentence about what was really done would have to say; empty when supported.
        runner_up: the code that comes next, carried or nearly so; None when no other is near.
        carries: every code that the words carry, billed or not.
        missing: what the words do not show, in a few words each.
    """

    code: str
    supported: bool
    why: str
    better: tuple[str, ...] = ()
    tip: str = ""
    runner_up: str | None = None
    carries: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Verdict:
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


def code_support(
    code: str,
    statements: Sequence[str],
    goals: Sequence[str] = (),
    minutes: int | None = None,
    packs: PackSet | None = None,
) -> CodeSupport:
    """Whether these words carry a code.

    Args:
        code: the code that was billed.
        statements: what the note says was done, any author's words, one or more sentences each.
        goals: the goals that the treatment serves, as text.
        minutes: minutes under the code; None when not told. A code of time with none is not carried.
        packs: the clinic's packs; the shipped ones when not given.
    """
    code = code.strip().upper()
    book, codes = intent_book(), code_book(packs or shipped_packs())
    verdicts = _verdicts(statements, goals, book)
    carries = tuple(c for one in verdicts if one.carried for c in one.intent.codes[:1])
    intent = book.by_code.get(code)
    if intent is None:
        return _without_intent(code, statements, carries, book, codes)
    own = next(one for one in verdicts if one.intent is intent)
    found = codes.get(code)
    if own.carried and minutes == 0 and found is not None and found.timed:
        return CodeSupport(
            code, supported=False, why="no minutes stand under it", tip="the minutes of it", carries=carries
        )
    others = [one for one in verdicts if one.intent is not intent and _shares_discipline(code, one, codes)]
    runner_up = next((c for one in others if one.share > _NEAR for c in one.intent.codes[:1]), None)
    if own.carried:
        return CodeSupport(code, supported=True, why=_carried_by(own), runner_up=runner_up, carries=carries)
    better = _better(own, others)
    return CodeSupport(
        code,
        supported=False,
        why=_why_not(own),
        better=better,
        tip=_tip(own),
        runner_up=better[0] if better else runner_up,
        carries=carries,
        missing=own.missing,
    )


def carried_codes(statements: Sequence[str], goals: Sequence[str] = ()) -> tuple[str, ...]:
    """Every code that the words carry, the best carried first, whatever was billed."""
    verdicts = _verdicts(statements, goals, intent_book())
    return tuple(c for one in verdicts if one.carried for c in one.intent.codes[:1])


def words_of_service(statements: Sequence[str]) -> frozenset[str]:
    """The names of the lists of `packs/codes/intent_words.yaml` of which the statements affirm a phrase."""
    return frozenset[str]().union(*(part.said for part in read_parts(statements, intent_book())))


# A code that more than this share of its intent is said of comes next.
_NEAR = 0.5


def _verdicts(statements: Sequence[str], goals: Sequence[str], book: IntentBook) -> list[_Verdict]:
    """Each intent with its best sentence, the best carried first; ties in the order of the pack."""
    parts = read_parts(statements, book)
    words = _Words(parts, any(goal.strip() for goal in goals), *_acts(parts, book))
    _add_weak_acts(words, book)
    verdicts = [_judge(place, intent, words) for place, intent in enumerate(book.intents)]
    return sorted(verdicts, key=lambda one: (not one.carried, -one.share))


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


def _judge(place: int, intent: Intent, words: _Words) -> _Verdict:
    found = [_weigh(intent, here, place, words) for here, acts in enumerate(words.acts) if place in acts]
    best = max(found, key=lambda one: (one.carried, one.objection is None, one.share), default=None)
    return best or _Verdict(intent, missing=tuple(group.missing for group in intent.groups))


def _weigh(intent: Intent, here: int, place: int, words: _Words) -> _Verdict:
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
    return _Verdict(intent, share, part, tuple(missing), objection, instead, because)


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


def _shares_discipline(code: str, verdict: _Verdict, codes: CodeBook) -> bool:
    """Whether one person could bill both."""
    mine, other = codes.get(code), codes.get(verdict.intent.codes[0])
    return mine is None or other is None or bool(mine.disciplines & other.disciplines)


def _better(own: _Verdict, others: list[_Verdict]) -> tuple[str, ...]:
    carried = [code for one in others if one.carried for code in one.intent.codes]
    first = [code for code in own.instead if code not in own.intent.codes]
    return tuple(dict.fromkeys([*first, *carried]))


def _carried_by(own: _Verdict) -> str:
    assert own.part is not None, "a carried intent has its sentence"
    return f"“{own.part.text}” says {own.intent.intent}."


def _why_not(own: _Verdict) -> str:
    if own.part is None:
        return f"Nothing in the words is {own.intent.intent}."
    if own.because:
        return f"“{own.part.text}”: {own.because}."
    return f"“{own.part.text}” does not show {_listed(own.missing)}."


def _tip(own: _Verdict) -> str:
    if own.objection:
        return f"Only if it was so: {own.objection.tip}."
    if own.part is None:
        return f"Only if it was so: one sentence that shows {own.intent.intent}."
    return f"Only if it was so: {_listed(own.missing)}, in one sentence about what was done."


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _without_intent(
    code: str, statements: Sequence[str], carries: tuple[str, ...], book: IntentBook, codes: CodeBook
) -> CodeSupport:
    """An unlisted code is for what no other code carries; an unknown one is carried by nothing."""
    known = codes.get(code)
    if known is None:
        return CodeSupport(code, supported=False, why=f"{code} is not a code that we know.", carries=carries)
    parts = read_parts(statements, book)
    said = [part for part in parts if _is_description(part.text) and (part.measured or part.dosed)]
    if carries or not said:
        why = "The words carry a code of their own." if carries else "The words do not say what was done."
        tip = "Only if it was so: what was done that no listed code is for, with its time."
        return CodeSupport(code, supported=False, why=why, better=carries, tip=tip, carries=carries)
    return CodeSupport(
        code, supported=True, why=f"“{said[0].text}” is what no listed code is for.", carries=carries
    )


def _is_description(text: str) -> bool:
    """A few words and a number say nothing of what was done."""
    return len(re.findall(r"[^\W\d_]{3,}", text)) >= _DESCRIBED


_DESCRIBED = 6
