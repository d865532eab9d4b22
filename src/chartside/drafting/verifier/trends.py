"""Words that say how two values compare: recomputed from the values, never looked up."""

import re
from collections.abc import Iterator
from functools import cache

from chartside.drafting.language.data import phrases
from chartside.drafting.language.words import WORD
from chartside.drafting.model import Problem, ProblemType
from chartside.drafting.verifier.atoms import Atoms
from chartside.drafting.verifier.evidence import Evidence

_REFERENCE = re.compile(
    r"(?P<baseline>\bbaseline|\bevaluation|\binitial)|(?P<last>\blast (?:visit|session|time)|\bprevious)",
    re.IGNORECASE,
)
_OF_TWO = frozenset({"up", "down", "better", "worse", "same"})
# Where what a direction word compares with has ended: "down from 3 at the last visit, with 1 at baseline".
_END = re.compile(r"[;(]|\.\s|, (?:with|against|toward|which|and)\b")


@cache
def directions() -> dict[str, str]:
    """Each direction word with what it claims: `up`, `down`, `better`, `worse`, `same`, `met` and so on."""
    found: dict[str, str] = {}
    for name, several in phrases("vocabulary")["directions"].items():
        found |= dict.fromkeys(several, name)
    return found


def trend_problems(atoms: Atoms, evidence: Evidence) -> Iterator[Problem]:
    """Every direction word that the values of the cited facts do not bear out."""
    for match in WORD.finditer(atoms.text):
        name = directions().get(match.group().lower())
        if name and not _holds(name, match, atoms, evidence):
            kind = ProblemType.WRONG_FACT if evidence.directions else ProblemType.OVERCLAIM
            yield Problem(kind, f"“{match.group()}” does not follow from the facts")


def _holds(name: str, match: re.Match[str], atoms: Atoms, evidence: Evidence) -> bool:
    rest = atoms.text[match.end() :]
    if _quoted(match, atoms.text, evidence):
        return True
    references = _references(rest)
    if references and evidence.compared and name in _OF_TWO:
        return all(name in evidence.compared.get(reference, ()) for reference in references)
    if name in evidence.directions or match.group().lower() in evidence.words:
        return True
    return not evidence.directions and name in {directions().get(word) for word in evidence.words}


def _quoted(match: re.Match[str], text: str, evidence: Evidence) -> bool:
    """The word stands beside the same word in what was entered: `lower body dressing`."""
    word = match.group().lower()
    before, after = WORD.findall(text[: match.start()]), WORD.findall(text[match.end() :])
    pairs = [f"{word} {after[0].lower()}"] if after else []
    pairs += [f"{before[-1].lower()} {word}"] if before else []
    return any(pair in source.lower() for pair in pairs for source in evidence.texts)


def _references(text: str) -> set[str]:
    """The earlier values that a comparison names: the baseline, the last one, or both."""
    end = _END.search(text)
    named = _REFERENCE.finditer(text[: end.start()] if end else text)
    return {match.lastgroup for match in named if match.lastgroup}
