"""The words by which a goal is read: `packs/documents/goal_words.yaml`, compiled once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from chartside.drafting.language.data import load_yaml, pack_file
from chartside.drafting.language.mentions import Concepts, tokens
from chartside.drafting.language.quantities import NUMBER_WORDS


@dataclass(frozen=True)
class Area:
    """What a rewrite offers when a goal is about this: what to do, and how it could be counted."""

    do: str
    measured: str


@dataclass(frozen=True)
class GoalWords:
    """The lists of the pack; verbs in their plain form."""

    concepts: Concepts
    areas: Concepts
    offers: tuple[Area, ...]
    verbs: frozenset[str]
    fail_verbs: frozenset[str]
    seen_with_more: frozenset[str]
    show_verbs: frozenset[str]
    empty_shown: frozenset[str]
    before_verbs: frozenset[str]
    people: frozenset[str]
    not_counted: frozenset[str]
    counted_when_one: frozenset[str]
    more_to_see: frozenset[str]
    bare_verbs: frozenset[str]
    impairment: Concepts
    condition_openers: frozenset[str]
    condition_prepositions: frozenset[str]


_NAMED = re.compile(r"<([a-z_]+)>")
_LISTED = (
    *("verbs", "fail_verbs", "seen_with_more", "show_verbs", "empty_shown", "before_verbs", "bare_verbs"),
    *("more_to_see", "not_counted", "counted_when_one", "condition_openers", "condition_prepositions"),
)


@cache
def pack() -> Mapping[str, Any]:
    """The pack as it stands. Callers must not change it."""
    return load_yaml(pack_file("documents", "goal_words.yaml").read_text(encoding="utf-8"))


@cache
def written(name: str) -> re.Pattern[str]:
    """All the ways of writing one thing, as one pattern in any case."""
    return re.compile(_ways(name), re.IGNORECASE)


@cache
def _ways(name: str) -> str:
    if name == "n":
        words = sorted(NUMBER_WORDS.keys() - {"once", "twice"}, key=len, reverse=True)
        return rf"(?:\d+(?:\.\d+)?|\b(?:{'|'.join(words)})\b)"
    joined = "|".join(f"(?:{way})" for way in pack()["patterns"][name])
    return f"(?:{_NAMED.sub(_named, joined)})"


def _named(found: re.Match[str]) -> str:
    """Another list in its place; the name of a group (`?P<base>`) stays."""
    before = found.string[max(0, found.start() - 2) : found.start()]
    return found.group() if before == "?P" else _ways(found[1])


def units() -> tuple[str, ...]:
    """The kinds of units, the narrower ones first."""
    return ("speed", "time", "distance", "weight", "angle", "volume", "loudness")


@cache
def goal_words() -> GoalWords:
    """The shipped words."""
    told = pack()
    listed = {name: frozenset(str(told[name]).split()) for name in _LISTED}
    return GoalWords(
        concepts=Concepts(told["concepts"]),
        impairment=Concepts({"impairment": told["impairment"]}),
        areas=Concepts({str(place): area["words"] for place, area in enumerate(told["areas"])}),
        offers=tuple(Area(area["do"], area["measured"]) for area in told["areas"]),
        people=frozenset(str(told["adults_and_children"]).split()),
        **listed,
    )


def names_school(text: str) -> bool:
    """Whether a text names the curriculum, the classroom or a routine of school."""
    return _names(text, "school_context")


def names_priority(text: str) -> bool:
    """Whether a text says whose wish something is."""
    return _names(text, "priority")


def changes_goal(text: str) -> bool:
    """Whether a text says that a goal was changed or is new."""
    return _names(text, "goal_changed")


def _names(text: str, name: str) -> bool:
    return any(one.name == name for one in goal_words().concepts.find(tokens(text)))
