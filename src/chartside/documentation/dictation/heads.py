"""What a piece of talk is: the first thing that its words give away."""

import re
from functools import cache

from chartside.documentation.dictation.lexicon import (
    any_of,
    any_person,
    matcher,
    opener,
    pack,
    without_name,
    without_openers,
)
from chartside.documentation.dictation.measures import read_measure
from chartside.documentation.dictation.model import Kind
from chartside.documentation.dictation.slots import GOAL, Slots, without_comparison
from chartside.drafting.language.data import phrases, word_set
from chartside.drafting.language.quantities import DOSE
from chartside.drafting.language.words import words

_AT_START = ("plan",)
_ORDER = (
    "present",
    "not_done",
    "refusal",
    "plan",
    "precaution",
    "safety",
    "assessment",
    "response",
    "observation",
)
_LATE = re.compile(
    r"\b(?:\d+\s*(?:minutes?|mins?)\s*(?:late|early)|(?:arrived|came|started"
    r"|was)\s+(?:\w+\s+)?late|left\s+(?:\w+\s+)?early|ended\s+early|stopped\s+early)\b",
    re.IGNORECASE,
)
_CLOCKED = re.compile(
    r"\b(?:started|start|began|time in|ended|end|finished|time out|from" r"|session)\b[^.]*?\b\d{1,2}:\d{2}",
    re.IGNORECASE,
)
_TOTAL_TIME = re.compile(
    r"\b(?:seen|treated)\s+(?:for\s+)?(?:a\s+)?\d{1,3}[\s-]*min"
    r"|\b\d{1,3}[\s-]*min(?:ute)?s?\s+(?:\w+\s+)?(?:session|visit)\b|\b(?:total(?: of"
    r"| treatment time| time)?|session (?:was|lasted)"
    r"|for a total of)\s*:?\s*\d{1,3}\s*(?:minutes?|mins?)|\b\d{1,3}\s*(?:minutes?"
    r"|mins?)\s+total\s*(?:treatment|session|time)",
    re.IGNORECASE,
)


_PATIENT_FIRST = re.compile(r"\W*(?:he|she|they|patient|pt|client|child|student)\b", re.IGNORECASE)
_PAST = re.compile(r"[a-z]{3,}ed$")


def kind_of(text: str, slots: Slots) -> Kind | None:
    """The kind of a piece on its own; None when nothing gives it away.

    Args:
        text: the piece, its numbers in figures.
        slots: what was read beside it.
    """
    for judge in (_timed, _reported, _cued):
        found = judge(text)
        if found is not None:
            return found
    if not slots.minutes and not DOSE.search(text) and read_measure(text):
        return Kind.MEASURE
    if matcher("earlier").search(without_comparison(text)):
        return Kind.EARLIER
    if GOAL.match(without_openers(text, ("subjects",))) and (
        slots.results or slots.minutes or slots.rest.strip("\x00 ,.:")
    ):
        return Kind.GOAL
    return _by_verb(text, slots)


def _timed(text: str) -> Kind | None:
    return Kind.TIME if _LATE.search(text) or _CLOCKED.search(text) or _TOTAL_TIME.search(text) else None


def _reported(text: str) -> Kind | None:
    return Kind.REPORT if speaker_in(text) else None


def speaker_in(text: str) -> str:
    """Who is said to report something in this piece (`mom` in "Mom says he slept badly"); empty: nobody."""
    found = _reporting().match(text)
    if found is None:
        return ""
    return found["who"] or found["felt"] or found["per"] or "patient"


@cache
def _reporting() -> re.Pattern[str]:
    people = any_person()
    patient = any_of(phrases("vocabulary")["people"][-1])
    verbs, per = (
        any_of([*pack()["saying"], *pack()["feeling"], *pack()["spanish"]["saying"]]),
        any_of(pack()["per"]),
    )
    lead = r"\W*(?:(?:and|so|then|well|also|um|uh|okay|ok|today)\s+)*"
    owner = r"(?:(?:the|his|her|their|pt's|patient's|patient’s|client's|child's|student's|la|el|su|mi)\s+)?"
    return re.compile(
        rf"{lead}(?:{owner}(?P<who>{people})(?:\s+(?:also|then|again|just))?\s+(?:{verbs})\b"
        rf"|{owner}(?P<felt>(?!{patient})(?:{people}))\s+(?:is|was|has been)\s+(?!(?:here|present|in the)\b)"
        rf"|(?P<self>he|she|they)\s+(?:{any_of(pack()['saying_of_self'])})\b"
        rf"|(?:{per})\s+{owner}(?P<per>{people})\b(?:\s+report)?)",
        re.IGNORECASE,
    )


def _cued(text: str) -> Kind | None:
    for name in _ORDER:
        found = matcher("cues", name).search(text)
        if not found or (name in _AT_START and not _opens(text, name)):
            continue
        if name == "response" and _therapist_acts(text):
            continue
        return Kind(name)
    return None


def _opens(text: str, name: str) -> bool:
    """A plan's words open the piece or follow its subject; elsewhere they are ordinary words."""
    rest = _person_first().sub("", without_openers(text, ("subjects",)))
    return bool(opener("cues", name).match(rest) or opener("cues", name).match(text))


@cache
def _person_first() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:(?:the|his|her|their)\s+)?(?:{any_person()})\s+(?=will\b)", re.IGNORECASE)


def _by_verb(text: str, slots: Slots) -> Kind | None:
    opened = without_name(without_openers(re.sub(r"^\W+", "", text), ("hedges",), ("linkers",)))
    if _therapist_acts(opened):
        return Kind.SKILLED
    if slots.minutes or slots.results or slots.assist or slots.cues or _opens_activity(opened):
        return Kind.ACTIVITY
    first = words(without_openers(opened, ("subjects",)))[:1]
    if first and (
        first[0] in word_set("verbs", "patient_past") or _PATIENT_FIRST.match(opened) or _PAST.match(first[0])
    ):
        return Kind.OBSERVATION
    return None


def _opens_activity(text: str) -> bool:
    rest = without_openers(text, ("subjects",))
    found = matcher("activity_openers").match(rest)
    return bool(
        found
        and len(found[0]) > 4
        and rest[found.end() :].strip()
        and found[0].lower() not in ("more", "some")
    )


_THERAPIST_FIRST = re.compile(r"\W*(?:I|OT|PT|SLP|(?i:therapist|clinician))\b")


def _therapist_acts(text: str) -> bool:
    """`I graded the swing`, `therapist blocked the elbow`, `cued him to slow down`; `pt` is the patient."""
    found = words(text)
    said_first = bool(_THERAPIST_FIRST.match(text))
    verb = next(iter(found[1:2] if said_first else found[:1]), "")
    past = word_set("verbs", "therapist_past")
    if said_first:
        return verb in past or bool(_PAST.match(verb))
    return verb in past - word_set("verbs", "patient_past")
