"""Each sentence of a note against the facts of the note."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from chartside.drafting.language.negation import polar_stems
from chartside.drafting.model import Problem, ProblemType, Sentence
from chartside.drafting.verifier.atoms import Atoms, read_atoms
from chartside.drafting.verifier.case import Case, read_case
from chartside.drafting.verifier.evidence import Evidence
from chartside.drafting.verifier.exact import exact_problems, quote_problems
from chartside.drafting.verifier.ledger import Ledger, open_ledger
from chartside.drafting.verifier.meaning import Cast, function_stems, meaning_problems
from chartside.drafting.verifier.roles import role_claims
from chartside.drafting.verifier.support import find_facts
from chartside.drafting.verifier.typed import judge_text
from chartside.kernel.facts import Fact

SUPPORTED = "supported"
UNSUPPORTED = "unsupported"
_INVENTED = frozenset(
    {
        ProblemType.WRONG_NAME,
        ProblemType.WRONG_PERSON,
        ProblemType.INVENTED_MEASURE,
        ProblemType.INVENTED_ACTIVITY,
    }
    | {ProblemType.INVENTED_QUOTE, ProblemType.COPIED_FORWARD}
)


@dataclass(frozen=True)
class SentenceCheck:
    """What the facts say to one sentence.

    Attributes:
        facts: ids of the facts that the sentence rests on: those it cited, or those that were found for it.
        interpretive: why the sentence judges rather than tells; empty when it does not, or is unsupported.
    """

    i: int
    status: str
    problems: tuple[Problem, ...]
    facts: tuple[str, ...]
    interpretive: str = ""


def verify(sentences: Iterable[Sentence], facts: Iterable[Fact]) -> list[SentenceCheck]:
    """Check every sentence.

    A sentence of a frame is held to the facts it cites. Anybody else's words (no `frame`) may rest on any
    fact of the note; the facts found for them are added to those they cite.

    Returns:
        One check per sentence, in order; the same input always gives the same answer.
    """
    facts = list(facts)
    readers = _Readers(facts)
    return [
        _check(sentence, readers.case) if sentence.frame else _check_typed(sentence, readers.ledger)
        for sentence in sentences
    ]


class _Readers:
    """The facts read for framed and for typed sentences, each when the first such sentence comes."""

    def __init__(self, facts: list[Fact]) -> None:
        self._facts = facts

    @cached_property
    def case(self) -> Case:
        return read_case(self._facts)

    @cached_property
    def ledger(self) -> Ledger:
        return open_ledger(self._facts)


def _check_typed(sentence: Sentence, ledger: Ledger) -> SentenceCheck:
    """Anybody's words: held against all facts of the note."""
    known = {fact.id for fact in ledger.facts}
    missing = [fact for fact in sentence.facts if fact not in known]
    cited = [fact for fact in sentence.facts if fact in known]
    found = find_facts(sentence.text, cited, ledger)
    judged = judge_text(sentence.text, sentence.section, ledger)
    problems = [Problem(ProblemType.WRONG_FACT, f"there is no fact {fact}") for fact in missing]
    problems += judged.problems
    status = UNSUPPORTED if problems else SUPPORTED
    facts = sentence.facts if missing else found
    return SentenceCheck(sentence.i, status, tuple(problems), facts, "" if problems else judged.interpretive)


def _check(sentence: Sentence, case: Case) -> SentenceCheck:
    atoms = read_atoms(sentence.text)
    missing = [fact for fact in sentence.facts if fact not in case.facts]
    cited = [fact for fact in sentence.facts if fact in case.facts]
    problems = [Problem(ProblemType.WRONG_FACT, f"there is no fact {fact}") for fact in missing]
    problems += _against(atoms, sentence, cited, case)
    status = UNSUPPORTED if problems else SUPPORTED
    facts = sentence.facts if missing else tuple(cited)
    return SentenceCheck(sentence.i, status, tuple(problems), facts)


def _against(atoms: Atoms, sentence: Sentence, cited: list[str], case: Case) -> list[Problem]:
    evidence = Evidence()
    for fact in cited:
        evidence.join(case.facts[fact])
    if not cited or not (sentence.frame or _touches(atoms, evidence)):
        return _without_evidence(atoms, sentence.section, case.cast)
    exact = exact_problems(atoms, role_claims(atoms), evidence)
    return list(dict.fromkeys([*exact, *meaning_problems(atoms, evidence, case.cast, sentence.section)]))


def _without_evidence(atoms: Atoms, section: str, cast: Cast) -> list[Problem]:
    """What a sentence that no fact touches invents: a name, a measure, an activity, or plainly too much."""
    invented = [*quote_problems(atoms, Evidence()), *meaning_problems(atoms, Evidence(), cast, section)]
    found = [problem for problem in invented if problem.type in _INVENTED]
    return found or [Problem(ProblemType.OVERCLAIM, "no fact of this visit supports the sentence")]


def _touches(atoms: Atoms, evidence: Evidence) -> bool:
    """The sentence shares at least one word or number with its evidence."""
    if atoms.days or atoms.goals or atoms.one_to_one:
        return True
    said = {word for word, _ in polar_stems(atoms.text)} - function_stems()
    numbers = {quantity.value for other in evidence.atoms for quantity in other.quantities}
    return bool(said & evidence.stems.keys()) or any(claim.value in numbers for claim in atoms.quantities)
