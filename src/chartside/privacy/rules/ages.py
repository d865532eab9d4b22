"""Ages over 89 (45 CFR 164.514(b)(2)(i)(C)); plain ages up to 89 stay."""

import re
from collections.abc import Iterator

from chartside.privacy.lexicon import days
from chartside.privacy.model import IdentifierType
from chartside.privacy.note import Note

Found = tuple[int, int, IdentifierType]

_OLD = r"(?:9\d|1[0-2]\d)"
_AFTER = re.compile(
    rf"(?<![\w./-])({_OLD})[\s-]*(?:(?:y/?\s?o\b|y\.\s?o\.?|yo[mf]?\b|yr\.?s?[\s-]*old|years?["
    rf"\s-]*(?:of[\s-]age|old|young))"
    rf"|y(?:ea)?rs?\b(?=[\s,]*(?:male|female|man|woman|m\b|f\b)))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\b(?:ages?d?|turn(?:s|ed|ing)|was|is)(?:\s+(?:of|is|was|about|approximately|over|:))?["
    rf"\s:=]*({_OLD})(?![\w%/.-]|\s*(?:%|deg|degrees|percent|min|ft|lb|feet|reps))",
    re.IGNORECASE,
)
_DECADE = re.compile(
    r"\b(?:in|into) (?:her|his|their)\s+(?:early|mid|late)?[\s-]*('?(?:9|10)0'?s|nineties)\b", re.IGNORECASE
)
_WORDS = re.compile(
    r"\b((?:ninety(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|(?:a|one)["
    r"\s-]hundred(?:(?:[\s-]and)?[\s-][a-z]+)?))[\s-]+"
    r"(?:years?[\s-]*(?:old|of[\s-]age|young)|y/?o\b|yr[\s-]*old)",
    re.IGNORECASE,
)
_WORDS_AFTER = re.compile(
    r"\b(?:aged?|turn(?:s|ed|ing))\s+(ninety(?:[\s-](?:one|two|three|four|five|six|seven|eight"
    r"|nine))?|(?:a|one)\s+hundred)\b",
    re.IGNORECASE,
)


def find_ages(note: Note) -> Iterator[Found]:
    """Every age over 89, in figures or words."""
    plain = note.plain
    for match in note.at_numerals(_AFTER):
        yield *match.span(), IdentifierType.AGE
    if note.digits and note_has(note, "age", "ages", "aged", "turn", "turns", "turned", "turning"):
        for match in _BEFORE.finditer(plain):
            if match.group().lower().startswith(("age", "turn")):
                yield *match.span(), IdentifierType.AGE
    if note_has(note, "her", "his", "their"):
        for match in _DECADE.finditer(plain):
            yield *match.span(1), IdentifierType.AGE
    if note_has(note, "ninety", "hundred"):
        for pattern in (_WORDS, _WORDS_AFTER):
            for match in pattern.finditer(plain):
                yield *match.span(), IdentifierType.AGE
    for place in note.where(days().lists["age_words"]):
        yield note.starts[place], note.ends[place], IdentifierType.AGE


def note_has(note: Note, *words: str) -> bool:
    """Whether any of the words occurs."""
    return any(word in note.vocabulary for word in words)
