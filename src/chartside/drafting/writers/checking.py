"""Whether a model's sentence may stand, and whether a fact has been said whole."""

from collections.abc import Iterable
from itertools import pairwise

from chartside.drafting.facts import section_of, strings
from chartside.drafting.language.assistance import find_levels
from chartside.drafting.language.data import word_set
from chartside.drafting.language.people import person_of
from chartside.drafting.language.quantities import quantities
from chartside.drafting.language.spelling import spell_out
from chartside.drafting.language.words import stems, tidy, words
from chartside.drafting.model import Sentence
from chartside.drafting.verifier import verify
from chartside.drafting.writers.task import Flaw
from chartside.kernel.facts import Fact

BODY = ("S", "O", "A", "P")
REPORTED = "subjective"
# Of the words that distinguish a fact, at least this share stands in the sentences that state it.
_SHARE_OF_WORDS = 0.5


def flaws_of(sentence: Sentence, facts: dict[str, Fact], told: frozenset[str]) -> list[Flaw]:
    """What is wrong with a sentence; empty when it may stand.

    Beyond the verifier: it cites facts that the model was told, and what somebody reported stays a report.
    """
    if not sentence.facts:
        return [Flaw("no_facts", (), sentence.text)]
    if sentence.section not in BODY or not set(sentence.facts) <= told:
        reason = "wrong_section" if sentence.section not in BODY else "wrong_fact"
        return [Flaw(reason, tuple(fact for fact in sentence.facts if fact in told), sentence.text)]
    check = verify([sentence], facts.values())[0]
    reasons = [problem.type.value for problem in check.problems]
    reasons += _report_flaws(sentence, [facts[fact] for fact in sentence.facts])
    return [Flaw(reason, sentence.facts, sentence.text) for reason in dict.fromkeys(reasons)]


def _report_flaws(sentence: Sentence, cited: list[Fact]) -> list[str]:
    """A report stands in S, says whose it is, and is mixed with nothing that the clinician saw or judged."""
    reports = [fact for fact in cited if fact.kind == REPORTED]
    if not reports:
        return []
    if sentence.section != "S" or any(section_of(fact) != "S" for fact in cited if fact not in reports):
        return ["wrong_section"]
    said = words(sentence.text)
    speakers = {person_of(str(fact.value.get("speaker") or "")) for fact in reports} - {""}
    named = {person_of(word) for word in said} | {person_of(" ".join(pair)) for pair in _pairs(said)}
    reporting = any(word in word_set("verbs", "reporting") for word in said)
    if not reporting or (speakers and not speakers & named and "patient" not in said):
        return ["not_attributed"]
    return []


def _pairs(said: list[str]) -> Iterable[tuple[str, str]]:
    return pairwise(said)


def says_whole(fact: Fact, stated: list[str], composed: list[str]) -> bool:
    """Whether sentences say all of a fact that the built-in writer says of it.

    Every number and every level of help of the built-in sentences that the fact itself holds, and most of
    the fact's own words.
    """
    if not stated:
        return False
    text, own = " ".join(stated), " ".join(strings(fact.value))
    wanted = _exact(" ".join(composed)) & _exact(own) if composed else _exact(own)
    if not wanted <= _exact(text):
        return False
    mine, said = _content(own), set(stems(spell_out(text)))
    return not mine or len(mine & said) >= _SHARE_OF_WORDS * len(mine)


def _exact(text: str) -> set[object]:
    spelled = spell_out(tidy(text))
    numbers: set[object] = {one.value for one in quantities(spelled)}
    return numbers | {level.code for level in find_levels(spelled)}


def _content(text: str) -> set[str]:
    return {word for word in stems(spell_out(text)) if len(word) > 3}
