"""The exact claims of a sentence: what a rewording must leave as it is."""

from collections.abc import Iterator, Sequence

from chartside.drafting.language.negation import polar_stems
from chartside.drafting.language.people import person_of
from chartside.drafting.language.words import words
from chartside.drafting.verifier.atoms import Atoms, read_atoms
from chartside.drafting.verifier.trends import directions

Claims = dict[str, Sequence[object]]


def exact_claims(text: str) -> Claims:
    """Numbers with their units, levels of help, sides, dates, times, codes, goals and quotations.

    Those of one sort stand in the order of the text: "left 20 s, right 30 s" claims something else than
    "left 30 s, right 20 s".
    """
    atoms = read_atoms(text)
    return {sort: found for sort, found in (*_numbers(atoms), *_names(atoms)) if found}


def _numbers(atoms: Atoms) -> Iterator[tuple[str, Sequence[object]]]:
    yield "score", [(achieved, total) for achieved, total, _, _ in atoms.scores]
    yield "dose", [(sets, times) for sets, times, _, _ in atoms.doses]
    yield "amount", [(one.value, one.unit) for one in atoms.quantities]
    yield "date", [(one.month, one.day, one.year) for one in atoms.days]
    yield "clock", [minutes for minutes, _ in atoms.clocks]


def _names(atoms: Atoms) -> Iterator[tuple[str, Sequence[object]]]:
    yield "level", [(one.code, one.cue) for one in atoms.levels]
    yield "side", [side for side, _ in atoms.sides]
    yield "code", sorted(atoms.codes)
    yield "goal", sorted(atoms.goals)
    yield "quote", list(atoms.quotes)


def told(text: str) -> frozenset[tuple[str, object]]:
    """What a text affirms or denies in words that compare, deny or name a person."""
    atoms = read_atoms(text)
    said = words(atoms.plain)
    found: set[tuple[str, object]] = {
        ("direction", directions()[word]) for word in said if word in directions()
    }
    found |= {("person", person_of(word)) for word in said if person_of(word)} - {("person", "patient")}
    found |= {("denied", word) for word, positive in polar_stems(atoms.plain) if not positive}
    return frozenset(found)
