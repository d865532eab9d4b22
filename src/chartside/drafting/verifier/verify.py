"""Each sentence of a note against the facts of the note."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from chartside.drafting.language.negation import polar_stems
from chartside.drafting.language.people import read_pronouns
from chartside.drafting.language.words import stems
from chartside.drafting.model import Problem, ProblemType, Sentence
from chartside.drafting.verifier.atoms import Atoms, read_atoms, words_only
from chartside.drafting.verifier.evidence import Evidence, evidence_of
from chartside.drafting.verifier.exact import exact_problems, quote_problems
from chartside.drafting.verifier.meaning import (
    Cast,
    direction_stems,
    free_stems,
    function_stems,
    meaning_problems,
)
from chartside.drafting.verifier.roles import TIMED, TOTAL, role_claims
from chartside.kernel.facts import Fact

SUPPORTED = "supported"
UNSUPPORTED = "unsupported"
# An earlier note is no evidence for today; billed lines and context are no clinical facts.
_NO_EVIDENCE = ("prior_note", "context")


@dataclass(frozen=True)
class SentenceCheck:
    """What the facts say to one sentence.

    Attributes:
        facts: ids of the facts that the sentence rests on: those it cited, or those that were found for it.
    """

    i: int
    status: str
    problems: tuple[Problem, ...]
    facts: tuple[str, ...]


@dataclass
class _Case:
    """The facts of one note, read once."""

    facts: dict[str, Evidence]
    cast: Cast
    rarity: dict[str, int] = field(default_factory=dict)
    measures: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> "_Case":
        facts = list(facts)
        read = {fact.id: evidence_of(fact) for fact in facts if fact.kind not in _NO_EVIDENCE}
        case = cls(read, _cast(facts))
        case.measures = {
            fact.id: frozenset(stems(str(fact.value.get("measure") or ""))) - function_stems()
            for fact in facts
            if fact.kind in ("goal", "goal_measure")
        }
        for evidence in read.values():
            for word in evidence.stems:
                case.rarity[word] = case.rarity.get(word, 0) + 1
        return case


def _cast(facts: list[Fact]) -> Cast:
    names, pronouns, prior = set[str](), None, set[str]()
    for fact in facts:
        if fact.kind == "patient_name":
            names |= {word.lower().strip(",") for word in str(fact.value["full"]).split()}
        elif fact.kind == "pronouns":
            pronouns = read_pronouns(fact.value["text"])
        elif fact.kind == "prior_note":
            prior |= set(stems(str(fact.value["text"])))
    return Cast(frozenset(names), pronouns, frozenset(prior) - free_stems())


def verify(sentences: Iterable[Sentence], facts: Iterable[Fact]) -> list[SentenceCheck]:
    """Check every sentence.

    A sentence is held to the facts it cites. One that a person changed or wrote may rest on any fact of the
    note: facts that share its distinctive words are added to those it cites, numbers alone add none.

    Returns:
        One check per sentence, in order; the same input always gives the same answer.
    """
    case = _Case.of(facts)
    return [_check(sentence, case) for sentence in sentences]


def _check(sentence: Sentence, case: _Case) -> SentenceCheck:
    missing = [fact for fact in sentence.facts if fact not in case.facts]
    cited = [fact for fact in sentence.facts if fact in case.facts]
    if not sentence.frame:
        cited += [fact for fact in _supporting(sentence.text, cited, case) if fact not in cited]
        more = [*_sums(sentence.text, case), *_goals(sentence.text, case)]
        cited += [fact for fact in more if fact not in cited]
    problems = [Problem(ProblemType.WRONG_FACT, f"there is no fact {fact}") for fact in missing]
    problems += _against(sentence.text, sentence.section, cited, case)
    status = UNSUPPORTED if problems else SUPPORTED
    return SentenceCheck(
        sentence.i, status, tuple(problems), tuple(sentence.facts) if missing else tuple(cited)
    )


def _against(text: str, section: str, cited: list[str], case: _Case) -> list[Problem]:
    evidence = Evidence()
    for fact in cited:
        evidence.join(case.facts[fact])
    atoms = read_atoms(text)
    if not _touches(text, atoms, evidence):
        return _without_evidence(text, section, atoms, case.cast)
    problems = [
        *exact_problems(text, atoms, role_claims(text, atoms), evidence),
        *meaning_problems(text, atoms, evidence, case.cast, section),
    ]
    return list(dict.fromkeys(problems))


def _without_evidence(text: str, section: str, atoms: Atoms, cast: Cast) -> list[Problem]:
    """What a sentence that no fact touches invents: a name, a measure, an activity, or plainly too much."""
    named = (ProblemType.WRONG_NAME, ProblemType.INVENTED_MEASURE, ProblemType.INVENTED_ACTIVITY)
    kinds = (*named, ProblemType.COPIED_FORWARD, ProblemType.WRONG_PERSON, ProblemType.INVENTED_QUOTE)
    invented = [*quote_problems(atoms, Evidence()), *meaning_problems(text, atoms, Evidence(), cast, section)]
    found = [problem for problem in invented if problem.type in kinds]
    return found or [Problem(ProblemType.OVERCLAIM, "no fact of this visit supports the sentence")]


def _touches(text: str, atoms: Atoms, evidence: Evidence) -> bool:
    """The sentence shares at least one word or number with its evidence."""
    said = {word for word, _ in polar_stems(text)} - function_stems()
    numbers = {quantity.value for other in evidence.atoms for quantity in other.quantities}
    shares = bool(said & evidence.stems.keys()) or any(
        quantity.value in numbers for quantity in atoms.quantities
    )
    return shares or bool(atoms.days or atoms.goals or atoms.one_to_one)


def _supporting(text: str, cited: list[str], case: _Case) -> list[str]:
    """The fewest further facts that explain the sentence's distinctive words, rarest words first."""
    # Numbers, levels of help and sides are claims to check: they must not choose their own evidence.
    words = {word for word, _ in polar_stems(words_only(text))}
    wanted, generic = words - free_stems() - direction_stems(), words - function_stems()
    for fact in cited:
        wanted -= case.facts[fact].stems.keys()
    found: list[str] = []
    while True:
        best, gain = _best(wanted, case, found + cited)
        if best is None and not found and not cited:
            best, gain = _best(generic, case, found)
        if best is None or not gain:
            return found
        found.append(best)
        wanted -= case.facts[best].stems.keys()
        generic = set()


def _sums(text: str, case: _Case) -> list[str]:
    """The facts that hold the sums of minutes, for a sentence that speaks of such a sum."""
    if not (TIMED.search(text) or TOTAL.search(text)):
        return []
    roles = {"timed", "total"}
    return [fact for fact, evidence in case.facts.items() if roles & {claim.role for claim in evidence.roles}]


def _goals(text: str, case: _Case) -> list[str]:
    """The goals whose measure a sentence names while it compares values or tells a baseline or target."""
    said, atoms = set(stems(text)), read_atoms(text)
    if said.isdisjoint(direction_stems()) and not role_claims(text, atoms):
        return []
    return [
        fact for fact, measure in case.measures.items() if measure and len(measure & said) * 2 > len(measure)
    ]


def _best(wanted: set[str], case: _Case, taken: list[str]) -> tuple[str | None, float]:
    best, gain = None, 0.0
    for fact, evidence in case.facts.items():
        if fact in taken:
            continue
        score = sum(1 / case.rarity[word] for word in wanted & evidence.stems.keys())
        if score > gain + 1e-9:
            best, gain = fact, score
    return best, gain
