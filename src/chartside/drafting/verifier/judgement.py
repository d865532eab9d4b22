"""Whether a sentence interprets what the facts say, or claims what nobody can know."""

import re
from functools import cache

from chartside.drafting.language.concepts import concept
from chartside.drafting.language.data import phrases, word_set
from chartside.drafting.verifier.ledger import Ledger
from chartside.drafting.verifier.reading import Reading, Token, is_free


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\b(?:{pattern})", re.IGNORECASE) for pattern in phrases("plain_words")[name])


def interpretation(reading: Reading, ledger: Ledger) -> str:
    """The words by which a sentence judges rather than tells, or empty when it tells or they were entered."""
    for pattern in _patterns("interpretive"):
        found = pattern.search(reading.atoms.text)
        if found and found[0].lower() not in ledger.text and not _was_entered_whole(reading, ledger):
            return found[0]
    return ""


def _was_entered_whole(reading: Reading, ledger: Ledger) -> bool:
    """One fact holds every word that needs evidence: then the judgement is the therapist's own."""
    wanted = [ledger.resolve(token.concept) for token in reading.content]
    by_fact: dict[str, set[str]] = {}
    for one in (one for one in ledger.statements if one.kind == "assessment"):
        by_fact.setdefault(one.fact, set()).update(one.words)
    return len(wanted) > 1 and any(all(meant & words for meant in wanted) for words in by_fact.values())


def overclaim(reading: Reading, ledger: Ledger) -> str:
    """The words that claim more than facts of a visit can carry, or empty."""
    for pattern in _patterns("overclaims"):
        found = pattern.search(reading.atoms.text)
        if found and not _is_entered(found, reading, ledger):
            return found[0].strip()
    return ""


def _is_entered(found: re.Match[str], reading: Reading, ledger: Ledger) -> bool:
    """The words were entered as they stand, or all that the sentence says of them was."""
    if found[0].strip().lower() in ledger.text:
        return True
    if re.match(r"(?:will|shall|going)\b", found[0].strip(), re.IGNORECASE):
        return False
    inside = [token for token in reading.tokens if found.start() <= token.start < found.end()]
    heavy = [token for token in inside if len(token.word) > 3 and not is_free(token.word)]
    return (
        bool(heavy)
        and all(_literally(token, ledger) for token in heavy)
        and all(ledger.resolve(token.concept) for token in reading.content)
    )


def _literally(token: Token, ledger: Ledger) -> bool:
    return bool(re.search(rf"\b{re.escape(token.word.lower()[:6])}", ledger.text))


@cache
def judgement_concepts() -> frozenset[str]:
    """Words that are free inside an interpretation."""
    return frozenset(concept(word) for word in word_set("plain_words", "judgement"))
