"""Who is named in a sentence: people by what they are, names, pronouns."""

import re
from collections.abc import Iterator
from functools import cache

from chartside.drafting.language.concepts import is_slip
from chartside.drafting.language.data import pack_file, phrases, word_set
from chartside.drafting.language.likeness import is_everyday
from chartside.drafting.language.people import GENDERED, people_in
from chartside.drafting.language.words import WORD
from chartside.drafting.model import Problem, ProblemType
from chartside.drafting.verifier.ledger import Ledger
from chartside.drafting.verifier.owners import Verdict, judge
from chartside.drafting.verifier.reading import Reading, is_free, words_of
from chartside.drafting.verifier.statements import Statement

_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Coach|Nurse)\.?\s*$")
_PATIENT_FIRST = re.compile(
    r"^\W*(?:the\s+)?(?:patient|client|child|student|resident|he|she|they)\b", re.IGNORECASE
)


def people_problems(reading: Reading, ledger: Ledger) -> Iterator[Problem]:
    """Everybody named who is not in the facts, or to whom the facts give other words and deeds."""
    text = reading.atoms.text
    named = [(person, place) for person, place in people_in(text) if person != "patient"]
    known = {person for one in ledger.statements for person in one.people}
    for person, place in named:
        if not _is_known(person, known):
            yield Problem(ProblemType.WRONG_PERSON, f"no fact names the {person}")
            return
        if _is_acting(text, place) and _is_anothers(person, place, reading, ledger):
            yield Problem(ProblemType.WRONG_PERSON, f"the facts do not give this to the {person}")
            return
    if not named and _is_said_of_patient(reading, ledger):
        yield Problem(ProblemType.WRONG_PERSON, "the facts give this to somebody else than the patient")


def _is_known(person: str, known: set[str]) -> bool:
    wider = phrases("plain_words")["wider_people"]
    return person in known or any(person in wider.get(other, ()) for other in known)


def _is_acting(text: str, place: int) -> bool:
    """The person stands where a speaker or a doer stands: first, after `per` or `by`, or before a verb."""
    before = text[:place].lower()
    if re.match(
        r"\w+(?:\s\w+)?\s+(?:is|are|was|were|will be|to be) "
        r"(?:asked|encouraged|reminded|called|sent|notified|told)\b",
        text[place:],
        re.IGNORECASE,
    ):
        return False
    return bool(
        re.search(r"(?:^|[.;:]\s*|\b(?:per|by|from)\s+)(?:the |his |her |their |patient's |\w+'s )?$", before)
    ) or bool(
        re.match(
            r"\w+(?:\s\w+)?\s+(?:was|is|were|report\w*|says?|said|stat\w*|not\w*|return\w*|demonstrat\w*)",
            text[place:],
            re.IGNORECASE,
        )
    )


def _is_anothers(person: str, place: int, reading: Reading, ledger: Ledger) -> bool:
    names = frozenset(word for word in words_of(reading.atoms.text) if people_in(word))
    wider = phrases("plain_words")["wider_people"]

    def is_theirs(one: Statement) -> bool:
        return person in one.people or any(person in wider.get(other, ()) for other in one.people)

    verdict, other = judge(ledger, reading, place, is_theirs, lambda one: not is_theirs(one), skip=names)
    if verdict is Verdict.ELSEWHERE and other is not None:
        # What another person is told to have said or done, or what the patient did without anybody.
        own = max(
            (_whole_fit(one, reading, ledger, names) for one in ledger.statements if is_theirs(one)),
            default=0.0,
        )
        theirs = _whole_fit(other, reading, ledger, names)
        return theirs > 1.35 * own + 0.4
    return False


def _whole_fit(one: Statement, reading: Reading, ledger: Ledger, skip: frozenset[str]) -> float:
    """How much of the sentence a statement covers, all clauses alike."""
    found = 0.0
    for token in reading.content:
        if token.word.lower() not in skip and ledger.resolve(token.concept) & (one.words.keys() | one.other):
            found += ledger.weight(ledger.resolve(token.concept))
    return found


def _is_said_of_patient(reading: Reading, ledger: Ledger) -> bool:
    """The patient is the first word of a sentence that the facts tell of somebody else."""
    text = reading.atoms.text
    first = words_of(text)[:1]
    if not (_PATIENT_FIRST.match(text) or (first and first[0] in ledger.names)) or not reading.content:
        return False
    best = max(ledger.statements, key=lambda one: _whole_fit(one, reading, ledger, frozenset()), default=None)
    if best is None or not best.people:
        return False
    if not ledger.names.isdisjoint(words_of(best.text)[:3]):
        return False
    fit = _whole_fit(best, reading, ledger, frozenset())
    others = max(
        (_whole_fit(one, reading, ledger, frozenset()) for one in ledger.statements if not one.people),
        default=0.0,
    )
    if (
        fit < 0.6 * sum(1 for token in reading.content if ledger.resolve(token.concept))
        or fit <= others * 1.2 + 0.2
    ):
        return False
    starts = people_in(best.text)
    return _does(best, starts) or (best.kind == "subjective" and _reports(text))


def _does(one: Statement, named: list[tuple[str, int]]) -> bool:
    return one.kind != "subjective" and bool(named) and named[0][1] < 12 and named[0][0] in one.people


def _reports(text: str) -> bool:
    return not word_set("verbs", "reporting").isdisjoint(words_of(text)[:5])


def pronoun_problems(reading: Reading, ledger: Ledger) -> Iterator[Problem]:
    """A pronoun that is not the patient's and can mean nobody else in the sentence."""
    own = {ledger.pronouns.subject} if ledger.pronouns else ledger.entered_pronouns
    if not own:
        return
    text = reading.atoms.text
    named = people_in(text)
    for match in WORD.finditer(text):
        word = match.group().lower()
        gender = GENDERED.get(word)
        if not gender or gender in own or _in_quotes(text, match.start()):
            continue
        speakers = [
            place for person, place in named if _gender_of(person, gender) == gender and person != "patient"
        ]
        if any(place < match.start() for place in speakers) and _means_another(word, text, match.end()):
            continue
        if _stands_in_facts(word, text, match, ledger):
            continue
        yield Problem(ProblemType.WRONG_PRONOUN, f"“{match.group()}” is not a pronoun of this patient")
        return


def _gender_of(person: str, otherwise: str) -> str:
    """The pronoun of a person by what they are: `mother` is she."""
    for gender, several in phrases("plain_words")["pronouns_of"].items():
        if person in several:
            return str(gender)
    return otherwise


def _in_quotes(text: str, place: int) -> bool:
    return text[:place].count("“") > text[:place].count("”") or text[:place].count('"') % 2 == 1


def _means_another(word: str, text: str, end: int) -> bool:
    """What follows tells of the one who speaks, not of the patient."""
    following = words_of(text[end : end + 30])[:2]
    if word in ("his", "her"):
        return bool(following) and (
            following[0] in word_set("plain_words", "speakers_own") or bool(people_in(following[0]))
        )
    return bool(following) and following[0] in word_set("plain_words", "speakers_verbs")


def _stands_in_facts(word: str, text: str, match: re.Match[str], ledger: Ledger) -> bool:
    """The same words stand in a fact: `asked for her brother`."""
    after = words_of(text[match.end() :])[:1]
    return bool(after) and bool(re.search(rf"\b{word} {re.escape(after[0])}\b", ledger.text))


def name_problems(reading: Reading, ledger: Ledger) -> Iterator[Problem]:
    """A capitalised word that is no name of the cast and stands in no fact."""
    text = reading.atoms.text
    for match in WORD.finditer(text):
        word = match.group()
        if not word[0].isupper() or _is_acronym(word) or _is_known_word(word, ledger):
            continue
        if _is_name(text[: match.start()], text[match.end() :], word, ledger.names):
            yield Problem(ProblemType.WRONG_NAME, f"{word} is named nowhere in the facts")
            return


def _is_acronym(word: str) -> bool:
    return sum(letter.isupper() for letter in word) > 1


def _is_known_word(word: str, ledger: Ledger) -> bool:
    low = word.lower().replace("’", "'").removesuffix("'s")
    return (
        low in ledger.names
        or is_free(word)
        or _words_of_ledger(ledger, low)
        or low in _credentials()
        or low in _plain()
    )


def _words_of_ledger(ledger: Ledger, low: str) -> bool:
    singular = low.removesuffix("s") if len(low) > 6 else low
    return bool(re.search(rf"\b(?:{re.escape(low)}|{re.escape(singular)}\b)", ledger.text))


@cache
def _credentials() -> frozenset[str]:
    return frozenset(
        part.lower()
        for names in phrases("credentials")["roles"].values()
        for name in names
        for part in WORD.findall(name)
    )


@cache
def _plain() -> frozenset[str]:
    return word_set("plain_words", "capitalised")


@cache
def _given_names() -> frozenset[str]:
    return frozenset(pack_file("privacy", "given_names.dic").read_text(encoding="utf-8").split())


@cache
def _after_a_name() -> frozenset[str]:
    return (
        word_set("verbs", "patient_past")
        | word_set("verbs", "reporting")
        | word_set("plain_words", "irregular_past")
        | frozenset({"is", "was", "has", "will", "had", "did", "can"})
    )


def _is_name(before: str, after: str, word: str, names: set[str]) -> bool:
    """A capital inside a sentence, after an honorific, or at the start before what a person does."""
    if any(word.lower() != name and len(name) > 3 and is_slip(word.lower(), name) for name in names):
        return True
    inside = bool(re.search(r"\w", before)) and not re.search(r"(?:[.:;!?•“\"(/]|\s[-–—])\s*$", before)
    if inside or _HONORIFIC.search(before):
        return True
    following = WORD.search(after)
    next_word = following.group().lower() if following else ""
    acts = next_word in _after_a_name() or (len(next_word) > 4 and next_word.endswith("ed"))
    if acts and word.lower() in _given_names():
        return True
    if is_everyday(word):
        return False
    return acts and not re.search(r"(?:ing|ion|ness|ment|ity|ance|ence|s|ed|ly)$", word.lower())
