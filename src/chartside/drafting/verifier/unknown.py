"""Words that no fact holds: what kind of invention they are."""

import re
from collections.abc import Iterator
from functools import cache

from chartside.drafting.language.concepts import concept
from chartside.drafting.language.data import word_set
from chartside.drafting.language.words import WORD, stem
from chartside.drafting.model import Problem, ProblemType
from chartside.drafting.verifier.claimed import amounts
from chartside.drafting.verifier.ledger import Ledger
from chartside.drafting.verifier.numbers import all_known
from chartside.drafting.verifier.reading import Reading, Token, is_free
from chartside.rulebook.packs import shipped_packs

_FUTURE = re.compile(r"\b(?:will|shall|going to)\b", re.IGNORECASE)
_ACRONYM = re.compile(r"\b[A-Za-z]*[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:-?\d+)?\b")


def measure_problems(reading: Reading, ledger: Ledger, unknown: list[Token]) -> Iterator[Problem]:
    """A test that nobody entered: by its name, or by a word for tests beside unknown words."""
    text = reading.atoms.text
    for name in _names_in(text):
        if (
            name.lower() not in ledger.text
            and name.lower() not in ledger.spelled
            and not _is_entered(name, ledger)
        ):
            yield Problem(ProblemType.INVENTED_MEASURE, f"no fact holds {name}")
            return
    if not unknown:
        return
    words = {word.lower() for word in WORD.findall(text)}
    numbered = bool(amounts(reading) or reading.atoms.scores or re.search(r"\d", text))
    acronyms = [
        token
        for token in unknown
        if _ACRONYM.fullmatch(token.word) or re.match(r"-\d", text[token.start + len(token.word) :])
    ]
    named = not words.isdisjoint(word_set("plain_words", "measure_words"))
    capital = any(token.word[0].isupper() for token in unknown)
    timed = any(claim.scale == "clock" for claim in amounts(reading))
    united = any(claim.scale not in ("", "%", "point") for claim in amounts(reading))
    held = all_known(reading, ledger) and any(ledger.resolve(token.concept) for token in reading.content)
    bare = acronyms and numbered and not (timed or united or held)
    if (named and (capital or numbered)) or bare:
        yield Problem(ProblemType.INVENTED_MEASURE, f"no fact holds {_words(unknown)}")


def _names_in(text: str) -> list[str]:
    """Names of published measures in a text."""
    low = text.lower()
    found = [name for name in _full_names() if name in low]
    found += [
        match[0] for match in _ACRONYM.finditer(text) if match[0].upper().split("-")[0] in _short_names()
    ]
    return found


@cache
def _full_names() -> tuple[str, ...]:
    rows = shipped_packs().table("outcome_measures").rows
    return tuple(
        sorted({re.split(r" - | \(", row["name"])[0].lower() for row in rows if len(row["name"].split()) > 1})
    )


@cache
def _short_names() -> frozenset[str]:
    rows = shipped_packs().table("outcome_measures").rows
    return frozenset(
        part for row in rows for part in re.split(r"[_-]", row["id"].upper())[:1] if len(part) > 2
    ) | frozenset(word.upper() for word in word_set("plain_words", "measure_acronyms"))


def _is_entered(name: str, ledger: Ledger) -> bool:
    words = [concept(word) for word in WORD.findall(name) if not is_free(word)]
    return bool(words) and all(ledger.resolve(word) for word in words)


def unknown_problems(
    reading: Reading, ledger: Ledger, unknown: list[Token], section: str
) -> Iterator[Problem]:
    """What the unknown words make of the sentence: an invented activity, too much, or simply wrong."""
    if not unknown:
        return
    said = _words(unknown)
    held = [token for token in reading.content if ledger.resolve(token.concept)]
    if (
        _FUTURE.search(reading.atoms.text)
        and section != "P"
        and not re.search(r"\bwe will\b", reading.atoms.text, re.IGNORECASE)
    ):
        yield Problem(ProblemType.OVERCLAIM, f"no fact supports {said}")
    elif any(token.word.lower() in word_set("plain_words", "settings") for token in unknown):
        yield Problem(ProblemType.OVERCLAIM, f"no fact tells of {said}")
    elif _is_activity(reading, ledger, unknown, section):
        yield Problem(ProblemType.INVENTED_ACTIVITY, f"no fact holds {said}")
    elif held or section in ("O", "P") or len(reading.content) > 1:
        kind = ProblemType.WRONG_FACT if held or amounts(reading) else ProblemType.OVERCLAIM
        yield Problem(kind, f"no fact holds {said}")
    else:
        yield Problem(ProblemType.OVERCLAIM, f"no fact supports {said}")


def _cover(reading: Reading, ledger: Ledger) -> float:
    """How much of a sentence the activity that fits it best explains."""
    by_fact: dict[str, set[str]] = {}
    for one in ledger.statements:
        if one.kind == "activity":
            by_fact.setdefault(one.fact, set()).update(one.words)
    wanted = [ledger.resolve(token.concept) for token in reading.content]
    return max((sum(1 for meant in wanted if meant & words) for words in by_fact.values()), default=0) / max(
        1, len(wanted)
    )


def _is_activity(reading: Reading, ledger: Ledger, unknown: list[Token], section: str) -> bool:
    held = [token for token in reading.content if ledger.resolve(token.concept)]
    timed = any(claim.scale == "clock" for claim in amounts(reading)) or bool(reading.atoms.doses)
    lexical = any(stem(token.word) in _activity_stems() for token in unknown)
    most = len(unknown) * 2 >= len(unknown) + len(held) or (
        len(unknown) > 1 and _cover(reading, ledger) < 0.5
    )
    return (timed and most) or (lexical and most and section in ("O", "A") and _is_doing(reading))


def _is_doing(reading: Reading) -> bool:
    words = {word.lower() for word in WORD.findall(reading.atoms.text)}
    return not words.isdisjoint(word_set("plain_words", "doing"))


@cache
def _activity_stems() -> frozenset[str]:
    rows = shipped_packs().table("activity_lexicon").rows
    return frozenset(
        stem(word) for row in rows for word in WORD.findall(row["activity_phrase"]) if not is_free(word)
    )


def _words(unknown: list[Token]) -> str:
    return ", ".join(dict.fromkeys(token.word for token in unknown[:4]))
