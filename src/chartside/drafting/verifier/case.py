"""The facts of one note, read once, and the search for those that a sentence rests on."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from chartside.drafting.language.negation import polar_stems
from chartside.drafting.language.people import read_pronouns
from chartside.drafting.language.words import stems
from chartside.drafting.verifier.atoms import Atoms, words_only
from chartside.drafting.verifier.evidence import Evidence, evidence_of
from chartside.drafting.verifier.meaning import Cast, free_stems, function_stems
from chartside.drafting.verifier.roles import TIMED, TOTAL, role_claims
from chartside.drafting.verifier.trends import direction_stems
from chartside.kernel.facts import Fact

# An earlier note is no evidence for today, and what was told for a message to the family is none either.
_NO_EVIDENCE = ("prior_note", "context")


@dataclass
class Case:
    """What the facts of one note support, each by itself.

    Attributes:
        rarity: in how many facts a stem occurs.
        measures: the stems of the measure that each goal names.
    """

    facts: dict[str, Evidence]
    cast: Cast
    rarity: dict[str, int] = field(default_factory=dict)
    measures: dict[str, frozenset[str]] = field(default_factory=dict)


def read_case(facts: Iterable[Fact]) -> Case:
    """Read the facts of a note."""
    facts = list(facts)
    case = Case({fact.id: evidence_of(fact) for fact in facts if fact.kind not in _NO_EVIDENCE}, _cast(facts))
    for fact in facts:
        if fact.kind in ("goal", "goal_measure"):
            case.measures[fact.id] = frozenset(stems(str(fact.value.get("measure") or ""))) - function_stems()
    for evidence in case.facts.values():
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


def find_support(atoms: Atoms, cited: list[str], case: Case) -> list[str]:
    """The facts a sentence rests on: those it cites, and the fewest further ones that explain its words."""
    found = cited + _by_words(atoms, cited, case)
    more = [*_sums(atoms, case), *_goals(atoms, case)]
    return list(dict.fromkeys([*found, *more]))


def _by_words(atoms: Atoms, cited: list[str], case: Case) -> list[str]:
    """Facts that hold the sentence's distinctive words, rarest words first."""
    # Numbers, levels of help and sides are claims to check: they must not choose their own evidence.
    words = {word for word, _ in polar_stems(words_only(atoms))}
    wanted, generic = words - free_stems() - direction_stems(), words - function_stems()
    for fact in cited:
        wanted -= case.facts[fact].stems.keys()
    found: list[str] = []
    while True:
        best = _best(wanted, case, found + cited)
        if best is None and not found and not cited:
            best = _best(generic, case, found)
        if best is None:
            return found
        found.append(best)
        wanted -= case.facts[best].stems.keys()
        generic = set()


def _best(wanted: set[str], case: Case, taken: list[str]) -> str | None:
    best, gain = None, 0.0
    for fact, evidence in case.facts.items():
        score = (
            0.0 if fact in taken else sum(1 / case.rarity[word] for word in wanted & evidence.stems.keys())
        )
        if score > gain + 1e-9:
            best, gain = fact, score
    return best


def _sums(atoms: Atoms, case: Case) -> list[str]:
    """The facts that hold the sums of minutes, for a sentence that speaks of such a sum."""
    if not (TIMED.search(atoms.text) or TOTAL.search(atoms.text)):
        return []
    roles = {"timed", "total"}
    return [fact for fact, evidence in case.facts.items() if roles & {claim.role for claim in evidence.roles}]


def _goals(atoms: Atoms, case: Case) -> list[str]:
    """The goals whose measure a sentence names while it compares values or tells a baseline or target."""
    said = set(stems(atoms.text))
    if said.isdisjoint(direction_stems()) and not role_claims(atoms):
        return []
    return [
        fact for fact, measure in case.measures.items() if measure and len(measure & said) * 2 > len(measure)
    ]
