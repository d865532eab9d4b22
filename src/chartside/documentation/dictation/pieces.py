"""Where one thing ends and the next begins, with and without punctuation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from chartside.documentation.dictation.lexicon import any_of, any_person, pack
from chartside.documentation.dictation.measures import names
from chartside.drafting.language.data import word_set


@dataclass(frozen=True)
class Piece:
    """A stretch of the source; `opens` says that a new thing begins here for certain."""

    start: int
    end: int
    opens: bool


_ABBREVIATED = re.compile(
    r"\b(?:approx|vs|e\.g|i\.e|dr|mr|mrs|ms|st|pt|lt|rt|ft|no|a\.m|p\.m)\.$", re.IGNORECASE
)
_PER_PATIENT = re.compile(r"\b(?:per|by|from|with|to|of)\s+(?:the\s+)?pt\.$", re.IGNORECASE)
_LEVEL_NEXT = re.compile(r"\b(?:min|mod|max|tot)\.$", re.IGNORECASE)
_END = re.compile(r"[.!?]+[\"”’')]*(?=\s|$)|\n+|;|•")
_QUOTE = re.compile(r"\"[^\"\n]{1,400}\"|“[^”\n]{1,400}”")


def pieces(text: str, start: int, end: int) -> list[Piece]:
    """The pieces of `text[start:end]` in order; what stands in quotation marks is never split."""
    found: list[Piece] = []
    for begins, ends in _sentences(text, start, end):
        found += _parts(text, begins, ends)
    return [piece for piece in found if text[piece.start : piece.end].strip(" \t\n,.;:-—–•*")]


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    quotes = [found.span() for found in _QUOTE.finditer(text, start, end)]
    begin = start
    for mark in re.compile(rf"{_END.pattern}|{_stops().pattern}", re.IGNORECASE).finditer(text, start, end):
        inside = any(first < mark.start() and mark.end() < last for first, last in quotes)
        if inside or not _ends_here(text, begin, mark):
            continue
        yield begin, mark.end()
        begin = mark.end()
    if text[begin:end].strip():
        yield begin, end


def _ends_here(text: str, begin: int, mark: re.Match[str]) -> bool:
    if mark[0][0] != ".":
        return bool(mark[0][0] in "!?;•\n") or not _is_a_word(text[begin : mark.start()])
    before = text[begin : mark.start() + 1]
    if _ABBREVIATED.search(before) and not _PER_PATIENT.search(before):
        return False
    # "min. A" is a level, "20 min. Then" is the end of a sentence.
    follows = text[mark.end() : mark.end() + 12].lstrip().lower()
    return not (_LEVEL_NEXT.search(before) and re.match(r"a\b|assist|verbal|tactile|cue", follows))


def _is_a_word(before: str) -> bool:
    """`period` after these is a word of its own."""
    last = re.search(r"([^\W\d_]+)\W*$", before)
    return not last or last[1].lower() in pack()["not_stops"]


@cache
def _stops() -> re.Pattern[str]:
    return re.compile(rf"(?<=\s)(?:{any_of(pack()['stops'])})\b[.,]?")


def _parts(text: str, start: int, end: int) -> Iterator[Piece]:
    whole = [found.span() for each in (_QUOTE, names()) for found in each.finditer(text, start, end)]
    begin, opens = start, True
    for mark in _breaks().finditer(text, start, end):
        if any(first < mark.start() < last for first, last in whole) or mark.start() <= begin:
            continue
        yield Piece(begin, mark.start(), opens)
        begin, opens = mark.start() if mark.lastgroup == "subject" else mark.end(), mark.lastgroup == "turn"
    yield Piece(begin, end, opens)


@cache
def _breaks() -> re.Pattern[str]:
    """Turns of talk, commas (not in numbers), small conjunctions, and a subject with its verb."""
    people = any_person()
    verbs = "|".join(sorted(word_set("verbs", "patient_past") | word_set("verbs", "therapist_past")))
    more = any_of([*pack()["saying"], *pack()["feeling"]])
    auxiliary = (
        r"is|was|had|has|did|didn['’]t|got|needed|will|would|could|couldn['’]t|can|went|came|took|says|denies"
    )
    subject = (
        rf"(?:(?:the|his|her|their)\s+)?(?:he|she|they|i|we|{people})(?:\s+also"
        rf"|\s+then)?\s+(?:{auxiliary}|{more}|{verbs})\b"
    )
    tied = "".join(rf"(?<!{word})" for word in (*pack()["ties"], "['’]s"))
    plan = (
        r"plan\s+(?:is|for|to|will|:)|next\s+(?:time|visit|session)|no\s+falls|(?:bp|hr|spo2|oxygen|o2|heart\s+rate|blood\s+pressure|pulse)\s"
        r"|goal\s+(?:number\s+)?(?:\d|one|two|three|four|five|six)"
    )
    return re.compile(
        rf"(?P<turn>[\s,]*(?<![\w'’])(?:{any_of(pack()['turns_of_talk'])})(?![\w'’])[\s,:]*)"
        rf"|(?P<comma>,(?!\d)\s*(?:(?:{any_of(pack()['soft_turns'])})\s+)?"
        rf"|\s+(?:{any_of(pack()['commas'])})\s+|:\s+|\s[-–—]\s|\.\.\.\s*)"
        rf"|(?P<and>\s+(?:{any_of(pack()['soft_turns'])})\s+)"
        rf"|{tied}\s(?P<subject>(?:{subject}|{plan}))",
        re.IGNORECASE,
    )
