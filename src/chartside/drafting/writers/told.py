"""Which facts a model is told, and in which words: few, masked, and none that speaks to the machine."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from chartside.drafting.facts import describe, label, strings
from chartside.drafting.language.words import tidy
from chartside.drafting.writers.signs import signs_in
from chartside.drafting.writers.task import ToldFact
from chartside.kernel.facts import Fact
from chartside.rulebook.packs import PackSet

LONGEST = 1500


@dataclass(frozen=True)
class Telling:
    """What is told, and what stays here with the signs that kept it back (`{fact id: signs}`)."""

    told: tuple[ToldFact, ...]
    kept_back: dict[str, tuple[str, ...]]


def tell(facts: Iterable[Fact], mask: Callable[[str], str], packs: PackSet) -> Telling:
    """The facts whose kind may be told, each masked; a fact that bears a sign stays here."""
    told, kept_back = [], {}
    for fact in facts:
        if not _may_be_told(fact.kind, packs):
            continue
        signs = {sign for text in strings(fact.value) for sign in signs_in(text, packs)}
        says = tidy(describe(_spelled(fact)))
        if signs or len(says) > LONGEST:
            kept_back[fact.id] = tuple(sorted(signs)) or ("too_long",)
            continue
        told.append(ToldFact(fact.id, fact.kind, mask(label(fact)), mask(says)))
    return Telling(tuple(told), kept_back)


def _may_be_told(kind: str, packs: PackSet) -> bool:
    """The shipped row says yes, and so does the clinic's newest word: it can close a kind, never open one."""
    rows = packs.table("told_facts").history(kind)
    return bool(rows) and rows[0]["told"] == "yes" and rows[-1]["told"] == "yes"


def _spelled(fact: Fact) -> Fact:
    """The fact with its score in words: `5/8` by itself could be a day, `5 of 8` cannot."""
    result = fact.value.get("performance") if isinstance(fact.value, dict) else None
    if not isinstance(result, dict) or "achieved" not in result or "said" not in result:
        return fact
    return replace(fact, value={**fact.value, "performance": {**result, "text": result["said"]}})
