"""Whether words carry a code, which code they carry, and what would tip it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chartside.coding.codes import CodeBook, code_book
from chartside.coding.support.intents import IntentBook, intent_book
from chartside.coding.support.reading import read_parts
from chartside.coding.support.weighing import Verdict, verdicts_of
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
    verdicts = verdicts_of(statements, goals, book)
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
    verdicts = verdicts_of(statements, goals, intent_book())
    return tuple(c for one in verdicts if one.carried for c in one.intent.codes[:1])


def words_of_service(statements: Sequence[str]) -> frozenset[str]:
    """The names of the lists of `packs/codes/intent_words.yaml` of which the statements affirm a phrase."""
    return frozenset[str]().union(*(part.said for part in read_parts(statements, intent_book())))


# A code that more than this share of its intent is said of comes next.
_NEAR = 0.5


def _shares_discipline(code: str, verdict: Verdict, codes: CodeBook) -> bool:
    """Whether one person could bill both."""
    mine, other = codes.get(code), codes.get(verdict.intent.codes[0])
    return mine is None or other is None or bool(mine.disciplines & other.disciplines)


def _better(own: Verdict, others: list[Verdict]) -> tuple[str, ...]:
    carried = [code for one in others if one.carried for code in one.intent.codes]
    first = [code for code in own.instead if code not in own.intent.codes]
    return tuple(dict.fromkeys([*first, *carried]))


def _carried_by(own: Verdict) -> str:
    assert own.part is not None, "a carried intent has its sentence"
    return f"“{own.part.text}” says {own.intent.intent}."


def _why_not(own: Verdict) -> str:
    if own.part is None:
        return f"Nothing in the words is {own.intent.intent}."
    if own.because:
        return f"“{own.part.text}”: {own.because}."
    return f"“{own.part.text}” does not show {_listed(own.missing)}."


def _tip(own: Verdict) -> str:
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
