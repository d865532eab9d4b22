"""Measures, comparisons and dates that a document states."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import is_goal, reading, says
from chartside.drafting.language.days import DayFound, find_days, read_day
from chartside.drafting.language.quantities import Quantity, scores
from chartside.drafting.verifier.atoms import Atoms, read_atoms

# A count of these is the shape of a plan or of a life, not a result.
_NO_RESULT = frozenset({"min", "week", "month", "visit", "day", "year", "unit", "h"})
_TIMES = ("once", "twice", "thrice")
# "Limits independence" names no level that was reached.
_IDEAL = re.compile(r"independence\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_NOUNS = frozenset({"old", "grad", "grade", "yo", "time", "po", "person", "children", "stori", "story"})

Value = tuple[str, Any]


def values_of(text: str) -> list[Value]:
    """Every result of a text: scores, doses, levels of help, and numbers that count no time or visit."""
    atoms = read_atoms(text)
    pairs = {pair[:2] for pair in (*atoms.scores, *scores(text))}
    found: list[Value] = [("score", pair) for pair in sorted(pairs)]
    found += [("level", level.code) for level in atoms.levels if not _IDEAL.match(atoms.text, level.start)]
    found += [("dose", (a, b)) for a, b, _, _ in atoms.doses]
    found += [
        ("value", quantity.value)
        for quantity in atoms.quantities
        if quantity.unit not in _NO_RESULT and quantity.noun not in _NO_NOUNS and _is_counted(atoms, quantity)
    ]
    return found


def _is_counted(atoms: Atoms, quantity: Quantity) -> bool:
    """Neither a year nor a part of a word: `one-handed`, `two-story`."""
    after, text = atoms.rest[quantity.end : quantity.end + 2], atoms.rest[quantity.start : quantity.end]
    joined = after[:1] in ("-", "–") and after[1:].isalpha() and not quantity.unit
    if text.lower() in _TIMES:
        return False
    return not joined and not (_YEAR.fullmatch(text) and not quantity.unit)


def is_measure(sentence: Mapping[str, Any]) -> bool:
    """Whether a sentence that is no goal and no line of the head states a result."""
    text = str(sentence["text"])
    before = says(reading(sentence), "prior_level") and not says(reading(sentence), "current_level")
    about_now = not (is_goal(sentence) or _is_head(sentence) or before)
    return about_now and _is_result(text, reading(sentence))


def _is_result(text: str, heading: str) -> bool:
    """A score, a dose, a level of help, a number with a unit; a bare number beside what it measures."""
    found = values_of(text)
    atoms = read_atoms(text)
    around = {"step"} if says(heading, "living_situation") else set()
    with_unit = {
        q.value for q in atoms.quantities if q.unit and q.unit not in {*_NO_RESULT, *around, "time", "trial"}
    }
    digits = {q.value for q in atoms.quantities if atoms.rest[q.start : q.end][:1].isdigit()}
    plain = [value for kind, value in found if kind == "value"]
    return (
        any(kind != "value" for kind, _ in found)
        or not with_unit.isdisjoint(plain)
        or (not digits.isdisjoint(plain) and says(heading, "instrument"))
    )


def _is_head(sentence: Mapping[str, Any]) -> bool:
    text = reading(sentence)
    return says(text, "member_id") or says(text, "address") or text.lower().startswith(("patient:", "date"))


def measures(note: Note) -> list[dict[str, Any]]:
    """The sentences that state a result."""
    return [sentence for sentence in note.sentences if is_measure(sentence)]


def compares(sentence: Mapping[str, Any]) -> bool:
    """Whether a sentence sets an earlier result beside a later one."""
    text = reading(sentence)
    found = values_of(str(sentence["text"]))
    several = len(found) - _in_words(str(sentence["text"])) > 1
    return several and (says(text, "reference_point") or _are_alike(str(sentence["text"])))


def _are_alike(text: str) -> bool:
    """Two results on one scale, and not of the two sides: they can only be of two times."""
    atoms = read_atoms(text)
    totals = [total for _, total, _, _ in atoms.scores]
    units = [q.unit for q in atoms.quantities if q.unit and q.unit not in _NO_RESULT]
    sides = {side for side, _ in atoms.sides}
    alike = len(totals) > len(set(totals)) or len(units) > len(set(units))
    return alike and not {"left", "right"} <= sides


def _in_words(text: str) -> int:
    """Bare numbers in words, of which most count nothing: `one of her brothers`."""
    atoms = read_atoms(text)
    return sum(not q.unit and not atoms.rest[q.start : q.end][:1].isdigit() for q in atoms.quantities)


def days_in(note: Note) -> list[tuple[dict[str, Any], DayFound]]:
    """Every date of the text, with its sentence; the date of birth is none of them."""
    born = read_day(note.one("patient_dob").get("date"))
    return [
        (sentence, day)
        for sentence in note.sentences
        for day in find_days(str(sentence["text"]))
        if not (born and is_birth_date(day, born))
    ]


def is_birth_date(found: DayFound, born: date) -> bool:
    """Whether a date can be the birth date; one with two digits of the year may be of either century."""
    same_day = (found.month, found.day) == (born.month, born.day)
    return same_day and (found.year is None or (found.year - born.year) % _CENTURY == 0)


_CENTURY = 100


def as_day(found: DayFound, near: date | None) -> date | None:
    """A date in the text as a day; the year is that of `near` when the text has none."""
    year = found.year or (near.year if near else None)
    try:
        return date(year, found.month, found.day) if year else None
    except ValueError:
        return None
