"""The words of a sentence against the statements: denials, opposites, and words that no fact holds."""

import re
from collections.abc import Iterator

from chartside.drafting.language.data import word_set
from chartside.drafting.language.negation import negators
from chartside.drafting.language.words import stem
from chartside.drafting.model import Problem, ProblemType
from chartside.drafting.verifier.everyday import is_soft
from chartside.drafting.verifier.ledger import Ledger, is_done
from chartside.drafting.verifier.opposites import opposites
from chartside.drafting.verifier.reading import Reading, Token, is_free, words_of
from chartside.drafting.verifier.statements import Statement
from chartside.drafting.verifier.trends import directions

_PREPOSITIONS = frozenset({"on", "off", "after", "during", "into", "onto", "before"})
_ABLE = re.compile(r"\b(?:can(?:not|'t)|unable to|not able to|not yet able to|able to|can)\b", re.IGNORECASE)
_UNABLE = re.compile(r"can(?:not|'t)|unable|not", re.IGNORECASE)
_OTHER_DENIAL = re.compile(
    r"\b(?:not only|no (?:later|more|less|fewer)|no\s+cue\w*"
    r"|unable|cannot|with(?:out)? no)\b",
    re.IGNORECASE,
)
_OF_VALUES = re.compile(r"\s*(?:\w+ )?(?:from|to|by|\d)", re.IGNORECASE)
# `We started with the swing` tells of the order, against no stop.
_OPENING = re.compile(r"(?:start|began|begin|finish|end)\w* (?:with|by|off|out)\b", re.IGNORECASE)
_HEEDING = re.compile(
    r"precaution|avoid|restrict|limit|adher|contraindic|allerg|observ|maintain|per |protocol|history",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:complet|perform|practic|participat|finish|demonstrat|us|carri|tolerat|work|did|engag|trial|train)\w*\b",
    re.IGNORECASE,
)


def polarity_problems(reading: Reading, ledger: Ledger) -> Iterator[Problem]:
    """A word affirmed that the facts deny, or denied that they affirm."""
    for token in reading.tokens:
        if is_free(token.word) and token.word.lower() not in word_set("plain_words", "deniable"):
            continue
        meant = ledger.resolve(token.concept)
        if token.word.lower() in directions() and _OF_VALUES.match(
            reading.atoms.text[token.start + len(token.word) :]
        ):
            continue
        if not meant or (token.word.lower() in directions() and not token.positive):
            continue
        if _is_a_risk(token, reading.atoms.text):
            continue
        if not token.positive and any(_is_zero(one) for one in ledger.holding(token)):
            continue
        if not token.positive and _is_licensed(token, reading, ledger):
            continue
        best = _closest(token, reading, ledger)
        said = {polarity for one in best for word in meant for polarity in one.words.get(word, ())}
        if said and token.positive not in said:
            verb = "affirm" if token.positive else "deny"
            yield Problem(ProblemType.NEGATION_FLIP, f"the facts do not {verb} “{token.word}” here")
            return


def _is_a_risk(token: Token, text: str) -> bool:
    """`Fall risk`, `at risk for falls`: a danger named is no event told."""
    after, before = text[token.start + len(token.word) :], text[: token.start]
    return bool(
        re.match(r"[\s-]*risk", after, re.IGNORECASE)
        or re.search(r"risk (?:of|for)\s+$", before, re.IGNORECASE)
    )


def _is_licensed(token: Token, reading: Reading, ledger: Ledger) -> bool:
    """Another word of the same denial is denied by the facts: `but not sandpaper`."""
    return any(
        False in one.words.get(word, ())
        for other in reading.content
        if other is not token and not other.positive and other.clause == token.clause
        for one in ledger.holding(other)
        for word in ledger.resolve(other.concept)
    )


def _is_zero(one: Statement) -> bool:
    """`Pain at rest 0/10` denies the pain."""
    return any(not part for part, _, _, _ in one.reading.atoms.scores) or any(
        not quantity.value for quantity in one.reading.atoms.quantities
    )


def ability_problems(reading: Reading, ledger: Ledger) -> Iterator[Problem]:
    """`Able to do zippers` where the facts hold `cannot do zippers`, and the other way round."""
    found = _ABLE.search(reading.atoms.text)
    if not found:
        return
    unable = bool(_UNABLE.match(found[0]))
    after = [token for token in reading.content if token.start > found.end()][:2]
    for one in ledger.statements:
        told = _ABLE.search(one.reading.atoms.text)
        if told and bool(_UNABLE.match(told[0])) != unable and not _may_both(after, unable, ledger):
            words = {token.concept for token in one.reading.tokens if token.start > told.end()}
            if after and any(ledger.resolve(token.concept) & words for token in after):
                yield Problem(ProblemType.NEGATION_FLIP, f"the facts say otherwise than “{found[0]}”")
                return


def _may_both(after: list[Token], unable: bool, ledger: Ledger) -> bool:  # noqa: FBT001 (one of two sides)
    """Some fact says the same ability of the same thing."""
    for one in ledger.statements:
        told = _ABLE.search(one.reading.atoms.text)
        words = {token.concept for token in one.reading.tokens}
        if (
            told
            and bool(_UNABLE.match(told[0])) == unable
            and any(ledger.resolve(t.concept) & words for t in after)
        ):
            return True
    return False


def bare_denials(reading: Reading, ledger: Ledger) -> Iterator[Problem]:
    """`The mark did not go away`: a denial of glue alone, of something that the facts affirm."""
    words = [word.lower() for word in words_of(reading.atoms.text)]
    at = next((place for place, word in enumerate(words) if word in negators() or word.endswith("n't")), None)
    denied = any(not token.positive and not is_free(token.word) for token in reading.tokens)
    if at is None or denied or _OTHER_DENIAL.search(reading.atoms.text) or not reading.content:
        return
    fits = [(ledger.fit(one, reading, 0), one) for one in ledger.statements]
    most = max((fit for fit, _ in fits), default=0.0)
    if " ".join(words[at : at + 2]) in ledger.text:
        return
    near = [one for fit, one in fits if fit >= most * 0.8]
    if most > 0 and not any(one.reading.negated or _is_zero(one) or _denies(one) for one in near):
        yield Problem(ProblemType.NEGATION_FLIP, f"the facts do not deny what “{words[at]}” denies")


def _denies(one: Statement) -> bool:
    return any(word in negators() or word.endswith("n't") for word in words_of(one.text))


def _closest(token: Token, reading: Reading, ledger: Ledger) -> list[Statement]:
    """The statements holding the word that fit its place best."""
    holding = ledger.holding(token)
    told = [one for one in holding if one.kind not in ("precaution", "goal")]
    holding = told or holding
    if len(holding) < 2:
        return holding
    said = {token.concept for token in reading.tokens}
    fits = [(_closeness(one, token, reading, ledger, said), one) for one in holding]
    most = max(fit for fit, _ in fits)
    return [one for fit, one in fits if fit >= most - 0.03]


def _closeness(one: Statement, token: Token, reading: Reading, ledger: Ledger, said: set[str]) -> float:
    """The words of the clause count most; what the statement says beyond the sentence counts against."""
    near = ledger.fit(one, reading, token.start, here_only=True)
    return near + 0.3 * ledger.fit(one, reading, token.start) - 0.04 * len(one.words.keys() - said)


def unknown_tokens(reading: Reading, ledger: Ledger) -> list[Token]:
    """The words that no fact holds."""
    found = [
        token
        for token in reading.content
        if not ledger.resolve(token.concept)
        and token.word.lower() not in directions()
        and token.word.lower().removesuffix("'s") not in ledger.names
    ]
    found = [token for token in found if token.word[0].isupper() or not ledger.has_like(stem(token.word))]
    held = len(reading.content) - len(found)
    soft = [token for token in found if is_soft(token)]
    atoms = reading.atoms
    # An exact claim is held to the facts by itself: it anchors a sentence as a word of the facts does.
    held_here = held + len(atoms.quantities) + len(atoms.scores) + len(atoms.doses) + len(atoms.levels)
    if held_here and held_here >= len(found) - len(soft) and 2 * held_here >= len(soft):
        found = [token for token in found if token not in soft]
    light = word_set("plain_words", "light")
    return [
        token
        for token in found
        if token.word.lower() not in light or not (held or _of_the_visit(token, reading))
    ]


def _of_the_visit(token: Token, reading: Reading) -> bool:
    """`The session ran from 10:10`: the verb tells of the visit, not of the patient."""
    before = reading.atoms.text[: token.start].lower().rstrip()
    return before.endswith(("session", "visit", "treatment", "evaluation", "appointment"))


def opposite_problems(reading: Reading, ledger: Ledger, *, planned: bool) -> Iterator[Problem]:
    """A word whose opposite is what the facts hold of the same thing."""
    for token in reading.tokens:
        if _OPENING.match(reading.atoms.text[token.start :]):
            continue
        for group in opposites().get(token.concept, ()):
            others = group - {token.concept}
            holding = [
                one for one in ledger.statements if token.concept in one.words and (planned or is_done(one))
            ]
            against = [
                one
                for one in ledger.statements
                if others & one.words.keys() and token.concept not in one.words
            ]
            if not against:
                continue
            skip = frozenset({token.word.lower()})
            own = max((ledger.fit(one, reading, token.start, skip) for one in holding), default=0.0)
            theirs = max(ledger.fit(one, reading, token.start, skip) for one in against)
            if theirs > own * 1.35 + 0.25:
                yield Problem(ProblemType.WRONG_FACT, f"the facts say otherwise than “{token.word}”")
                return


def binding_problems(reading: Reading, ledger: Ledger) -> Iterator[Problem]:
    """`Gagged on avocado` where the facts hold `gagged on rice cereal`: another thing after the same word."""
    text = reading.atoms.text
    tokens = list(reading.tokens)
    for place, token in enumerate(tokens[1:-1], 1):
        prep = token.word.lower()
        if prep not in _PREPOSITIONS:
            continue
        heads = [
            one
            for one in tokens[max(0, place - 4) : place]
            if not is_free(one.word) and one.clause >= token.clause - 1
        ]
        following = next((one for one in tokens[place + 1 : place + 5] if not is_free(one.word)), None)
        if not heads or following is None or re.search(r"[.;,]", text[token.start : following.start]):
            continue
        if _is_bound_otherwise(heads[-1], prep, following, ledger):
            yield Problem(ProblemType.WRONG_FACT, f"the facts do not hold “{prep} {following.word}” here")
            return


def _is_bound_otherwise(head: Token, prep: str, following: Token, ledger: Ledger) -> bool:
    head_in = [
        one
        for one in ledger.holding(head)
        if ledger.resolve(head.concept) & {token.concept for token in one.reading.tokens}
    ]
    meant = ledger.resolve(following.concept)
    if not head_in or not meant:
        return False
    facts = {one.fact for one in head_in}
    led = re.compile(rf"\b{prep}(?: \w+)? {re.escape(following.word)}\b", re.IGNORECASE)
    if head.word.lower() in word_set("plain_words", "dangers") | word_set("plain_words", "harms"):
        # What did harm is told with the harm itself, not elsewhere in the same fact.
        own = [one for one in head_in if _has_slot(one, head, prep, ledger)]
        if own and not any(meant & {token.concept for token in one.reading.tokens} for one in head_in):
            return True
    elif any(led.search(one.text) for one in ledger.statements):
        return False
    if any(
        meant & {token.concept for token in one.reading.tokens}
        for one in ledger.statements
        if one.fact in facts
    ):
        return False
    return any(_has_slot(one, head, prep, ledger) for one in head_in)


def _has_slot(one: Statement, head: Token, prep: str, ledger: Ledger) -> bool:
    """The statement has the same word and the same preposition after it."""
    words = [token.word.lower() for token in one.reading.tokens]
    return prep in words and any(
        ledger.resolve(head.concept) & {token.concept} for token in one.reading.tokens
    )


def warned_problems(reading: Reading, ledger: Ledger) -> Iterator[Problem]:
    """What a precaution warns of told as something that happened."""
    if _HEEDING.search(reading.atoms.text):
        return
    for token in reading.content:
        holding = ledger.holding(token)
        others = [other for other in reading.content if other is not token]
        alone = not any(_shares(other, holding, ledger) for other in others)
        if token.positive and holding and alone and all(one.kind == "precaution" for one in holding):
            yield Problem(ProblemType.WRONG_FACT, f"“{token.word}” stands in the precautions only")
            return


def _shares(token: Token, holding: list[Statement], ledger: Ledger) -> bool:
    return any(ledger.resolve(token.concept) & one.words.keys() for one in holding)


def undone_problems(reading: Reading, ledger: Ledger, section: str, *, planned: bool) -> Iterator[Problem]:
    """What was only planned told as done."""
    told = bool(_DONE.search(reading.atoms.text)) or (section == "O" and bool(reading.atoms.levels))
    if planned or section == "P" or not told:
        return
    for token in reading.content:
        holding = ledger.holding(token)
        undone = holding and not any(is_done(one) or one.kind == "goal" for one in holding)
        if undone and stem(token.word) == token.concept:
            yield Problem(ProblemType.WRONG_FACT, f"“{token.word}” was planned, not done")
            return
