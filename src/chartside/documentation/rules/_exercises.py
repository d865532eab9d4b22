"""The exercises of a home program, as its text lists them."""

import re
from dataclasses import dataclass

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import pattern, says
from chartside.documentation.rules._told import values_told
from chartside.documentation.sessions.entries import said, text_of
from chartside.drafting.language.words import stems
from chartside.drafting.verifier.meaning import free_stems

_MARK = re.compile(r"^\s*(?:\(?\d{1,2}[.):]|[-•*]|(?:exercise|activity)\s*#?\d+\s*[:.)-]*)\s*", re.IGNORECASE)
# The name of an exercise before a colon.
_NAMED = re.compile(r"^[A-Z][\w' -]{2,40}:")
_END_OF_NAME = re.compile(r"[:.,;(–]| - |\b(?:\d|for|until|with|while|then|hold|repeat)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Exercise:
    """One exercise: its name, the number of its first sentence, and all its sentences."""

    name: str
    first: int
    texts: tuple[str, ...]


def exercises_in(note: Note) -> list[Exercise]:
    """The exercises: by their marks or headings, else by the names that were told, else by their doses."""
    sentences = [(int(s["i"]), str(s["section"]), str(s["text"])) for s in note.sentences]
    starts = [place for place, (_, _, text) in enumerate(sentences) if _MARK.match(text)]
    if not starts:
        starts = _by_heading(sentences) or _by_name(note, sentences)
        more = [
            place for place, (_, _, text) in enumerate(sentences) if _NAMED.match(text) and _is_dosed(text)
        ]
        starts = sorted({*starts, *more})
    if not starts:
        starts = [place for place, (_, _, text) in enumerate(sentences) if _is_dosed(text)]
    bounds = [*starts[1:], len(sentences)][: len(starts)]
    return [_exercise(sentences[start:end]) for start, end in zip(starts, bounds, strict=True)]


def _exercise(sentences: list[tuple[int, str, str]]) -> Exercise:
    first, _, text = sentences[0]
    plain = _MARK.sub("", text)
    end = _END_OF_NAME.search(plain, 4)
    texts = [text]
    for _, _, further in sentences[1:]:
        if says(further, "stop_rule") or says(further, "whom_to_call"):
            break
        texts.append(further)
    return Exercise(plain[: end.start()].strip() if end else plain, first, tuple(texts))


def _by_heading(sentences: list[tuple[int, str, str]]) -> list[int]:
    """Sections such as `Exercise 1`."""
    found, last = [], ""
    for place, (_, section, _) in enumerate(sentences):
        if section != last and re.match(r"(?:exercise|activity|ex)\b", section, re.IGNORECASE):
            found.append(place)
        last = section
    return found if len(found) > 1 else []


def _by_name(note: Note, sentences: list[tuple[int, str, str]]) -> list[int]:
    names = [
        text_of(part.get("name") or part.get("exercise") or part.get("activity"))
        if isinstance(part, dict)
        else said(part)
        for value in values_told(note, "exercises", "hep", "home_program", "approved_exercises")
        for part in (value if isinstance(value, list) else [value])
    ]
    found = set()
    for name in filter(None, names):
        wanted = set(stems(name.split(",")[0].split(":")[0])) - free_stems()
        shares = [len(wanted & set(stems(text))) for _, _, text in sentences]
        best = max(shares, default=0)
        if wanted and best * 2 >= len(wanted) and best:
            found.add(shares.index(best))
    return sorted(found)


def _is_dosed(text: str) -> bool:
    return bool(pattern("exercise_dose").search(text)) and not (
        says(text, "stop_rule") or says(text, "whom_to_call")
    )
