"""A style learnt from a few of an author's own notes, by counting. The notes themselves are not kept."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from math import sqrt

from chartside.drafting.composer.frames import all_frames
from chartside.drafting.language.data import phrases, word_set
from chartside.drafting.language.words import words
from chartside.drafting.style.features import Features, measure, sentences_of
from chartside.drafting.style.style import Style

_SLOT = re.compile(r"\{[A-Za-z_]+\}|[\[\](),:;“”–]")
_OBJECTIVE = re.compile(r"\b(?:min|mins|minutes)\b|\d", re.IGNORECASE)


def learn_style(samples: Iterable[str]) -> Style:
    """The style of some notes of one author; the plain style when there are none.

    A phrase can only become a marker when a phrase frame holds it: drafts can use it, and nothing that a note
    says of a patient is ever stored.
    """
    notes = [note for note in samples if words(note)]
    if not notes:
        return Style()
    found, known = measure(notes), phrases("style")
    return Style(
        length="brief"
        if found.length <= known["brief"]
        else "full"
        if found.length >= known["full"]
        else "standard",
        patient=_called(found),
        therapist="first" if found.first_person >= known["says_i"] else "third",
        layout=_layout(found.bullets),
        opens_with=_opening(notes),
        markers=_markers(notes),
    )


def _called(found: Features) -> str:
    """What the author mostly calls the patient; empty when the notes do not show it."""
    return max(found.patient, key=lambda word: (found.patient[word], word)) if found.patient else ""


def _layout(share: float) -> str:
    known = phrases("style")
    if share >= known["all_bullets"]:
        return "bullets"
    return "lists" if share >= known["some_bullets"] else "prose"


def _opening(notes: list[str]) -> str:
    """`response` when most notes speak of the response before they count anything."""
    first = Counter(_opens(sentences_of(note)) for note in notes)
    return "response" if first["response"] * 2 > len(notes) else "activities"


def _opens(sentences: list[str]) -> str:
    response = word_set("style", "response_words")
    for sentence in sentences:
        if not response.isdisjoint(words(sentence)):
            return "response"
        if _OBJECTIVE.search(sentence):
            return "activities"
    return "activities"


@cache
def phrase_pool() -> frozenset[tuple[str, ...]]:
    """Every run of one to three words of the phrase frames that is more than function words."""
    longest, plain = phrases("style")["longest_marker"], word_set("vocabulary", "function")
    found = set[tuple[str, ...]]()
    for _, _, frame in all_frames():
        for piece in _SLOT.split(frame.text):
            said = words(piece)
            for size in range(1, longest + 1):
                runs = (tuple(said[place : place + size]) for place in range(len(said) - size + 1))
                found |= {run for run in runs if not plain.issuperset(run)}
    called = {word for several in phrases("style")["patient_words"].values() for word in several}
    return frozenset(run for run in found if called.isdisjoint(run))


@cache
def _common() -> Counter[str]:
    """In how many frames a phrase stands: one that stands in many tells little about an author."""
    texts = [f" {' '.join(words(_SLOT.sub(' . ', frame.text)))} " for _, _, frame in all_frames()]
    return Counter(
        {" ".join(run): sum(f" {' '.join(run)} " in text for text in texts) for run in phrase_pool()}
    )


def _markers(notes: list[str]) -> tuple[str, ...]:
    known = phrases("style")
    counts, held = Counter[str](), Counter[str]()
    for note in notes:
        found = Counter(_runs(note))
        counts += found
        held.update(found.keys())
    needed = min(known["marker_notes"], len(notes))
    told = [phrase for phrase in counts if held[phrase] >= needed]
    telling = sorted(told, key=lambda phrase: (-_weight(phrase, counts[phrase]), phrase))
    kept: list[str] = []
    for phrase in telling:
        if not any(_same_turn(phrase, other) for other in kept):
            kept.append(phrase)
    return tuple(kept[: known["most_markers"]])


def _same_turn(one: str, other: str) -> bool:
    """One lies in the other, or both are windows on one turn of phrase (`the plan is`, `plan is to`)."""
    first, second = one.split(), other.split()
    if f" {one} " in f" {other} " or f" {other} " in f" {one} ":
        return True
    most = min(len(first), len(second)) - 1
    return any(
        first[-size:] == second[:size] or second[-size:] == first[:size] for size in range(2, most + 1)
    )


def _weight(phrase: str, count: int) -> float:
    return count * len(phrase.split()) / sqrt(1 + _common()[phrase])


def _runs(note: str) -> list[str]:
    pool, longest = phrase_pool(), phrases("style")["longest_marker"]
    found = []
    for sentence in sentences_of(note):
        said = words(sentence)
        for size in range(1, longest + 1):
            runs = (tuple(said[place : place + size]) for place in range(len(said) - size + 1))
            found += [" ".join(run) for run in runs if run in pool]
    return found
