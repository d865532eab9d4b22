"""What a note says was done, sentence by sentence: purposes, denials and plans told apart."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from chartside.coding.support.intents import IntentBook
from chartside.drafting.language.assistance import find_levels
from chartside.drafting.language.mentions import Mention, Token, tokens
from chartside.drafting.language.quantities import doses, quantities, scores

_SENTENCE_END = re.compile(r"[.!?]+[\"”')]*\s+(?![a-z])|[\n•]+")
_LABEL = re.compile(r"\s*\w+(?:\s+\w+)?\s*:")
_CLAUSE_END = re.compile(r"[;.!?()]|,(?!\d)|\s[-–]\s|:(?=\s)")
_CODE = re.compile(r"\b(?:\d{5}|[A-Z]\d{4})\b(?:\s*x\s*\d+)?")
_SETS = re.compile(
    r"\d+\s*[x×]\s*\d+(?!\s*(?:ft|feet|m\b|min|yd|yards?|\d))|\b(?:sets? of|\d+\s*sets?)\b|\d+\s*reps?\b",
    re.IGNORECASE,
)
_LOADS = re.compile(
    r"\d\s*#|\bx\s*\d+|\d+\s*(?:reps?|sets?|repetitions?|lbs?|kg|pounds?|sec|s\b|\"|”|'|min|minutes?)\b|\d+\s*[\"”]",
    re.I,
)
_BREAKS = frozenset(["but", "then", "however", "although", "while"])


@dataclass(frozen=True)
class Part:
    """One sentence, or one part of it between semicolons, of what was done.

    Attributes:
        text: as written.
        sentence: the number of the sentence that it is a clause of.
        said: lists of phrases that it affirms.
        done: those said of the act itself, not of its purpose.
        purpose: those said of what the act was for.
        phrases: the words of each list, as written.
    """

    text: str
    sentence: int
    said: frozenset[str]
    done: frozenset[str]
    purpose: frozenset[str]
    phrases: dict[str, list[str]]

    @cached_property
    def dosed(self) -> bool:
        """Whether it holds sets, repetitions, a hold, a load or a time."""
        return bool(doses(self.text) or _LOADS.search(self.text))

    @cached_property
    def measured(self) -> bool:
        """Whether it holds a result: a score, a level of help, a number that is no minutes and no code."""
        text = _CODE.sub(" ", self.text)
        if scores(text) or find_levels(text):
            return True
        return any(quantity.unit != "min" for quantity in quantities(text))


def read_parts(statements: Iterable[str], book: IntentBook) -> list[Part]:
    """The sentences that say what was done today; plans, histories and what was put off are left out."""
    sentences = [one for statement in statements for one in _sentences(statement, book)]
    found = (
        _part(clause, number, book)
        for number, sentence in enumerate(sentences)
        for clause in sentence.split(";")
        if clause.strip()
    )
    return [part for part in found if part is not None]


def _sentences(statement: str, book: IntentBook) -> list[str]:
    """A statement cut at the ends of its sentences; a full stop after `Mr` or `min` ends none."""
    found, start = [], 0
    for end in _SENTENCE_END.finditer(statement):
        last = statement[start : end.start()].rsplit(" ", 1)[-1].strip("(").lower()
        if last not in book.abbreviated or end.group()[0] in "\n•":
            found.append(statement[start : end.end()])
            start = end.end()
    return [sentence for sentence in (*found, statement[start:]) if sentence.strip(" .•\n")]


def _part(text: str, sentence: int, book: IntentBook) -> Part | None:
    words = tokens(text)
    frame = book.frame.find(words)
    if _is_not_today(frame) or (_LABEL.match(text) and words[0].raw.lower() in book.labels):
        return None
    ends = _clause_ends(text, words)
    blank = _covered(frame, "names")
    denied = _denied(words, frame, ends) | _reported(frame, len(words))
    purposes = _purposes(words, frame, ends)
    said, done, purpose = set[str](), set[str](), set[str]()
    phrases: dict[str, list[str]] = {}
    mentions = book.concepts.find(words)
    exercises = [one for one in mentions if one.name == "exercise"]
    for mention in mentions:
        places = range(mention.first, mention.last + 1)
        if mention.first in denied or blank.issuperset(places) or _is_in_exercise(mention, exercises):
            continue
        said.add(mention.name)
        (purpose if mention.first in purposes else done).add(mention.name)
        phrases.setdefault(mention.name, []).append(
            text[words[mention.first].start : words[mention.last].end]
        )
    if _SETS.search(text):
        said.add("sets")
        done.add("sets")
    return Part(text.strip(), sentence, frozenset(said), frozenset(done), frozenset(purpose), phrases)


def _is_in_exercise(mention: Mention, exercises: list[Mention]) -> bool:
    """`Push` in `wall push-ups` moves nothing for a daily task."""
    return mention.name in _TASK_WORDS and any(
        one.first <= mention.first
        and mention.last <= one.last
        and one.last - one.first > mention.last - mention.first
        for one in exercises
    )


_TASK_WORDS = frozenset({"movement", "acting", "function"})


def _covered(frame: list[Mention], name: str) -> set[int]:
    return {place for one in frame if one.name == name for place in range(one.first, one.last + 1)}


def _is_not_today(frame: list[Mention]) -> bool:
    """A plan, a history, or something that was put off."""
    return any(one.name == "not_today" or (one.name == "not_today_first" and one.first == 0) for one in frame)


def _clause_ends(text: str, words: list[Token]) -> list[int]:
    """For each word, the place after the last word of its clause."""
    breaks = [match.start() for match in _CLAUSE_END.finditer(text)]
    ends, end = [len(words)] * len(words), len(words)
    for place in range(len(words) - 2, -1, -1):
        if any(words[place].end <= at <= words[place + 1].start for at in breaks):
            end = place + 1
        ends[place] = end
    return ends


def _denied(words: list[Token], frame: list[Mention], ends: list[int]) -> set[int]:
    """Places in the reach of a denial (its clause) or of a refusal (the rest of the sentence)."""
    allowed = _covered(frame, "not_negators")
    found = set[int]()
    for one in frame:
        if one.name == "refusals":
            found.update(range(one.first, len(words)))
        elif one.name == "negators" and one.first not in allowed:
            reach = range(one.last + 1, ends[one.last])
            stop = next((place for place in reach if words[place].raw.lower() in _BREAKS), reach.stop)
            found.update(range(one.last + 1, stop))
    return found


def _reported(frame: list[Mention], length: int) -> set[int]:
    """What somebody tells at the beginning of a sentence is not what was done here."""
    heard = [one for one in frame if one.name == "reporting" and one.first <= _SPEAKER_WORDS]
    return set(range(heard[0].first, length)) if heard else set()


_SPEAKER_WORDS = 3


def _purposes(words: list[Token], frame: list[Mention], ends: list[int]) -> set[int]:
    """Places in what the act was for: after `so that`, `to improve`, `for` and the like, in that clause."""
    found, cued = _covered(frame, "purpose_phrases"), _covered(frame, "cue_words")
    for one in frame:
        if one.name == "purpose_phrases":
            found.update(range(one.last, ends[one.last]))
    for place, word in enumerate(words[:-1]):
        if word.stem == "for" and place - 1 not in cued and not words[place + 1].raw[0].isdigit():
            found.update(range(place + 1, ends[place]))
    return found
