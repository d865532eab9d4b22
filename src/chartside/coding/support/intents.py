"""The intents of the codes and the words they are read by, from `packs/codes`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from chartside.drafting.language.mentions import Concepts
from chartside.rulebook.files import read_yaml


@dataclass(frozen=True)
class Count:
    """How many of a list may be named; another number is the service `instead`.

    Attributes:
        stated_only: only a number in the text counts (`2 performance deficits`), not the phrases one by one.
    """

    of: str
    least: int
    most: int
    instead: tuple[str, ...]
    because: str
    stated_only: bool


@dataclass(frozen=True)
class Group:
    """Something that must be said with the act.

    Attributes:
        missing: what is not shown when it is not said, in a few words.
        words: lists, one phrase of one of which must be said.
        measured: whether a result, a level of help or a count may stand for it.
        dose: whether sets, repetitions, a hold, a load or a time may stand for it.
        goal: whether a goal that was handed in may stand for it.
    """

    missing: str
    words: frozenset[str]
    measured: bool = False
    dose: bool = False
    goal: bool = False
    count: Count | None = None


@dataclass(frozen=True)
class Against:
    """Words that make it another service after all.

    Attributes:
        where: `purpose` when they must stand in what the act was for, `note` when any sentence of the note
            may say them, else `anywhere` in the sentence.
        together: lists that must be said as well.
        unless: lists that take the objection away.
        instead: the codes that the words carry instead.
        tip: what one sentence would have to say to tip it.
    """

    words: frozenset[str]
    where: str
    together: frozenset[str]
    unless: frozenset[str]
    instead: tuple[str, ...]
    because: str
    tip: str


@dataclass(frozen=True)
class Intent:
    """What one service, under one or several codes, is for.

    Attributes:
        intent: in a few words of our own.
        act: lists, one phrase of which must have been done.
        weak_act: lists that stand for the act where a result is told and no other code is carried.
        anywhere: whether the act may be named as the purpose of something else.
        whole: whether the rest of it may stand anywhere in the note, as in an evaluation.
    """

    codes: tuple[str, ...]
    intent: str
    act: frozenset[str]
    weak_act: frozenset[str]
    anywhere: bool
    whole: bool
    groups: tuple[Group, ...]
    against: tuple[Against, ...]


@dataclass(frozen=True)
class IntentBook:
    """Every intent, and the phrases ready to be looked for."""

    intents: tuple[Intent, ...]
    concepts: Concepts
    frame: Concepts
    abbreviated: frozenset[str]
    labels: frozenset[str]
    by_code: Mapping[str, Intent]


_FRAME = (
    "names",
    "not_today_first",
    "not_today",
    "reporting",
    "negators",
    "refusals",
    "not_negators",
    "purpose_phrases",
    "cue_words",
)


@cache
def intent_book() -> IntentBook:
    """The shipped intents, compiled once."""
    folder = files("chartside.packs").joinpath("codes")
    words = read_yaml(folder.joinpath("intent_words.yaml"))
    told = read_yaml(folder.joinpath("intents.yaml"))
    intents = tuple(_intent(one, told["shared"]) for one in told["intents"])
    verbs = ", ".join(f"to {verb}" for verb in words["purpose_verbs"].split())
    frame = {name: words[name] if name in words else words["concepts"][name] for name in _FRAME}
    frame["purpose_phrases"] += f", {verbs}"
    by_code = {code: intent for intent in intents for code in intent.codes}
    return IntentBook(
        intents=intents,
        concepts=Concepts(words["concepts"]),
        frame=Concepts(frame),
        abbreviated=frozenset(words["abbreviated"].split()),
        labels=frozenset(words["labels"].split()),
        by_code=by_code,
    )


def _intent(told: dict[str, Any], shared: dict[str, Any]) -> Intent:
    against = (shared[one] if isinstance(one, str) else one for one in told.get("against", []))
    return Intent(
        codes=tuple(told["codes"]),
        intent=told["intent"],
        act=frozenset(told["act"]),
        weak_act=frozenset(told.get("weak_act", [])),
        anywhere=told.get("anywhere", False),
        whole=told.get("whole", False),
        groups=tuple(_group(one) for one in told["groups"]),
        against=tuple(_against(one) for one in against),
    )


def _group(told: dict[str, Any]) -> Group:
    return Group(
        missing=told["missing"],
        words=frozenset(told.get("words", [])),
        measured=told.get("measured", False),
        dose=told.get("dose", False),
        goal=told.get("goal", False),
        count=_count(told["count"]) if "count" in told else None,
    )


def _count(told: dict[str, Any]) -> Count:
    return Count(
        of=told["of"],
        least=told["least"],
        most=told["most"],
        instead=tuple(told["instead"]),
        because=told["because"],
        stated_only=told.get("stated_only", False),
    )


def _against(told: dict[str, Any]) -> Against:
    return Against(
        words=frozenset(told["words"]),
        where=told.get("where", "anywhere"),
        together=frozenset(told.get("with", [])),
        unless=frozenset(told.get("unless", [])),
        instead=tuple(told.get("instead", [])),
        because=told["because"],
        tip=told["tip"],
    )
