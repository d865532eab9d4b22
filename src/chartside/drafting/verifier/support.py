"""Which facts a sentence rests on: the fewest that hold its words and its exact claims."""

from chartside.drafting.verifier.claimed import held_amounts
from chartside.drafting.verifier.ledger import Ledger
from chartside.drafting.verifier.reading import read
from chartside.drafting.verifier.statements import Statement
from chartside.drafting.verifier.typed import take_goals


def find_facts(text: str, cited: list[str], ledger: Ledger) -> tuple[str, ...]:
    """The ids of the facts that a sentence cites, then of those that explain the rest of its words."""
    goals, rest = take_goals(text, ledger)
    reading = read(rest)
    wanted = {word for token in reading.content for word in ledger.resolve(token.concept)}
    found = list(cited)
    by_fact: dict[str, list[Statement]] = {}
    for one in ledger.statements:
        by_fact.setdefault(one.fact, []).append(one)
    words = {fact: {word for one in several for word in one.words} for fact, several in by_fact.items()}
    for fact in cited:
        wanted -= words.get(fact, set())
    values = {amount.value for amount in held_amounts(reading)}
    while wanted:
        scores = {
            fact: sum(1 / ledger.rarity[word] for word in wanted & own)
            + 0.1 * _shared(by_fact[fact], values, goals)
            for fact, own in words.items()
            if fact not in found and wanted & own
        }
        if not scores:
            break
        best = max(scores, key=lambda fact: (scores[fact], -ledger.place(fact)))
        found.append(best)
        wanted -= words[best]
    if not found:
        found += _by_values(by_fact, values, goals, reading.atoms.text, ledger)
    return tuple(found)


def _shared(several: list[Statement], values: set[float], goals: dict[str, int]) -> int:
    """How many values and goals of a sentence a fact holds."""
    held = {amount.value for one in several for amount in held_amounts(one.reading)}
    return len(held & values) + sum(1 for goal in goals if any(goal in one.goals for one in several))


def _by_values(
    by_fact: dict[str, list[Statement]], values: set[float], goals: dict[str, int], text: str, ledger: Ledger
) -> list[str]:
    """For a sentence of glue and claims only: the facts with its values, goals, dates or names."""
    days = {(day.month, day.day) for day in read(text).atoms.days}
    named = {token.word.lower() for token in read(text).tokens}
    found = []
    for fact, several in by_fact.items():
        dated = any((day.month, day.day) in days for one in several for day in one.reading.atoms.days)
        own = {token.word.lower() for one in several for token in one.reading.tokens}
        if _shared(several, values, goals) or dated or len(own & named & ledger.names) > 0:
            found.append(fact)
    return found
