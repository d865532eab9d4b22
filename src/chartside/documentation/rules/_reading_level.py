"""How hard a text is to read: its Flesch-Kincaid grade."""

import re

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._people import is_signature
from chartside.drafting.language.words import words

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]es|[^dt]ed|[^l]e)$|(?<=[aeiouy])les$")
_LEAST_WORDS = 20


def syllables(word: str) -> int:
    """The syllables of an English word, by its groups of vowels; at least one."""
    text = word.lower().replace("'", "")
    count = len(_VOWELS.findall(_SILENT.sub("", text) if len(text) > 3 else text))
    return max(1, count + len(re.findall(r"i[aou](?!u)|eo(?!u)|[aeiouy]ing$", text)))


def grade_of(sentences: list[str]) -> float:
    """0.39 words/sentences + 11.8 syllables/words - 15.59; numbers are no words."""
    every = [word for sentence in sentences for word in words(sentence)]
    count = sum(map(syllables, every))
    return 0.39 * len(every) / len(sentences) + 11.8 * count / len(every) - 15.59


def reading_grade(note: Note) -> float | None:
    """The grade of the body, or None when it is too short to say. Lines of names and numbers are no body."""
    body = [
        piece
        for sentence in note.sentences
        if not is_signature(sentence)
        for piece in re.split(r"(?<=[.!?:;])\s+", str(sentence["text"]))
        if words(piece)
    ]
    return grade_of(body) if sum(len(words(piece)) for piece in body) >= _LEAST_WORDS else None
