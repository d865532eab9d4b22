"""The facts of one note, read once, for sentences that cite them."""

from collections.abc import Iterable
from dataclasses import dataclass

from chartside.drafting.language.people import read_pronouns
from chartside.drafting.language.words import stems
from chartside.drafting.verifier.evidence import Evidence, evidence_of
from chartside.drafting.verifier.meaning import Cast, free_stems
from chartside.kernel.facts import Fact

# An earlier note is no evidence for today, and what was told for a message to the family is none either.
_NO_EVIDENCE = ("prior_note", "context")


@dataclass
class Case:
    """What the facts of one note support, each by itself."""

    facts: dict[str, Evidence]
    cast: Cast


def read_case(facts: Iterable[Fact]) -> Case:
    """Read the facts of a note."""
    facts = list(facts)
    return Case({fact.id: evidence_of(fact) for fact in facts if fact.kind not in _NO_EVIDENCE}, _cast(facts))


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
