"""Claims in words against the evidence: negation, direction, people, names, and the closed vocabulary."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from chartside.drafting.language.data import word_set
from chartside.drafting.language.negation import negators, polar_stems
from chartside.drafting.language.people import GENDERED, Pronouns, person_of
from chartside.drafting.language.quantities import NUMBER_WORDS, unit_of
from chartside.drafting.language.words import WORD, stem
from chartside.drafting.model import Problem, ProblemType
from chartside.drafting.verifier.atoms import Atoms
from chartside.drafting.verifier.evidence import Evidence
from chartside.drafting.verifier.trends import directions, trend_problems
from chartside.rulebook.packs import shipped_packs

_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.?\s*$")
_WIDER = {
    "mother": {"parent", "caregiver", "family"},
    "father": {"parent", "caregiver", "family"},
    "grandmother": {"caregiver", "family"},
    "grandfather": {"caregiver", "family"},
    "guardian": {"caregiver"},
}


@dataclass(frozen=True)
class Cast:
    """Whom every sentence of a note may name: the patient, by name and pronoun."""

    names: frozenset[str] = frozenset()
    pronouns: Pronouns | None = None
    prior: frozenset[str] = field(default_factory=frozenset)


@cache
def function_stems() -> frozenset[str]:
    """Words that carry no statement of their own."""
    return frozenset(stem(word) for word in word_set("vocabulary", "function"))


@cache
def free_stems() -> frozenset[str]:
    """Every word that a sentence may use without evidence."""
    return function_stems() | frozenset(stem(word) for word in word_set("vocabulary", "generic"))


@cache
def _activity_stems() -> frozenset[str]:
    rows = shipped_packs().table("activity_lexicon").rows
    return (
        frozenset(stem(word) for row in rows for word in WORD.findall(row["activity_phrase"])) - free_stems()
    )


@cache
def _measure_stems() -> frozenset[str]:
    rows = shipped_packs().table("outcome_measures").rows
    names = " ".join(f"{row['id'].replace('_', ' ')} {row['name']}" for row in rows)
    return frozenset(stem(word) for word in WORD.findall(names)) - free_stems() - _activity_stems()


@cache
def _after_a_name() -> frozenset[str]:
    return word_set("verbs", "patient_past") | word_set("verbs", "reporting")


def meaning_problems(atoms: Atoms, evidence: Evidence, cast: Cast, section: str) -> Iterator[Problem]:
    """Every claim in words that the evidence does not hold."""
    yield from _negations(atoms, evidence)
    yield from trend_problems(atoms, evidence)
    yield from _people(atoms, evidence)
    yield from _pronouns(atoms, evidence, cast)
    if atoms.one_to_one and not any(other.one_to_one for other in evidence.atoms):
        yield Problem(ProblemType.OVERCLAIM, "no cited fact says that treatment was one to one")
    yield from _unknown_words(atoms, evidence, cast, section)


def _negations(atoms: Atoms, evidence: Evidence) -> Iterator[Problem]:
    words = [word.lower().replace("’", "'") for word in WORD.findall(atoms.text)]
    if any(word in negators() or word.endswith("n't") for word in words) and not evidence.negated:
        yield Problem(ProblemType.NEGATION_FLIP, "the sentence denies what no cited fact denies")
        return
    for word, positive in polar_stems(atoms.plain):
        known = evidence.stems.get(word)
        if known and positive not in known and not _is_free(word, positive=positive):
            verb = "affirm" if positive else "deny"
            yield Problem(ProblemType.NEGATION_FLIP, f"the facts do not {verb} “{word}”")
            return


def _is_free(word: str, *, positive: bool) -> bool:
    """Words without a claim of their own, and those that only open a statement ("Reported: no falls")."""
    return word in function_stems() or bool(unit_of(word)) or (positive and word in _openers())


@cache
def _openers() -> frozenset[str]:
    return frozenset(stem(word) for word in word_set("vocabulary", "openers"))


def _lower_words(atoms: Atoms) -> list[str]:
    return [word.lower() for word in WORD.findall(atoms.text)]


def _people(atoms: Atoms, evidence: Evidence) -> Iterator[Problem]:
    known = set(evidence.people) | {wider for person in evidence.people for wider in _WIDER.get(person, ())}
    for word in _lower_words(atoms):
        person = person_of(word)
        if person and person != "patient" and person not in known:
            yield Problem(ProblemType.WRONG_PERSON, f"no cited fact names the {person}")


def _pronouns(atoms: Atoms, evidence: Evidence, cast: Cast) -> Iterator[Problem]:
    own = cast.pronouns.subject if cast.pronouns else ""
    said = {GENDERED[word] for word in evidence.words if word in GENDERED}
    for word in _lower_words(atoms):
        if word in GENDERED and GENDERED[word] != own and GENDERED[word] not in said:
            yield Problem(ProblemType.WRONG_PRONOUN, f"“{word}” is not a pronoun of this patient")
            return


def _unknown_words(atoms: Atoms, evidence: Evidence, cast: Cast, section: str) -> Iterator[Problem]:
    rest = atoms.rest
    for level in atoms.levels:
        rest = rest[: level.start] + " " * (level.end - level.start) + rest[level.end :]
    unknown: dict[ProblemType, list[str]] = {}
    for match in WORD.finditer(rest):
        word = match.group()
        if not _known(word, evidence, cast):
            kind = _kind_of_unknown(word, rest[: match.start()], rest[match.end() :], cast, section)
            unknown.setdefault(kind, []).append(word)
    for kind, several in unknown.items():
        yield Problem(kind, f"no evidence for: {', '.join(dict.fromkeys(several))}")


def _known(word: str, evidence: Evidence, cast: Cast) -> bool:
    low = word.lower().replace("’", "'")
    root = stem(low)
    return (
        root in free_stems()
        or root in evidence.stems
        or root in evidence.licensed
        or low.removesuffix("'s") in cast.names
        or low in negators()
        or low.endswith("n't")
        or low in NUMBER_WORDS
        or low in directions()
        or low in GENDERED
        or bool(unit_of(low))
        or bool(person_of(low))
    )


def _kind_of_unknown(word: str, before: str, after: str, cast: Cast, section: str) -> ProblemType:
    root = stem(word)
    if root in cast.prior:
        return ProblemType.COPIED_FORWARD
    large = word[0].isupper()
    if root in _measure_stems() and large:
        return ProblemType.INVENTED_MEASURE
    if large and not word.isupper() and _is_name(before, after):
        return ProblemType.WRONG_NAME
    return (
        ProblemType.INVENTED_ACTIVITY
        if section == "O" and root in _activity_stems()
        else ProblemType.OVERCLAIM
    )


def _is_name(before: str, after: str) -> bool:
    """A capital inside a sentence, after an honorific, or at the start before what a person does."""
    inside = bool(re.search(r"\w", before)) and not re.search(r"[.:“\"]\s*$", before)
    following = WORD.search(after)
    next_word = following.group().lower() if following else ""
    acts = next_word in _after_a_name() or (len(next_word) > 4 and next_word.endswith("ed"))
    return inside or acts or bool(_HONORIFIC.search(before))
