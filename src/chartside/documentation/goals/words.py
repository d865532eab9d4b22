"""The words by which a goal is read: `packs/documents/goal_words.yaml`, compiled once."""

from dataclasses import dataclass
from functools import cache

from chartside.drafting.language.concepts import Concepts
from chartside.drafting.language.data import load_yaml, pack_file


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


@cache
def goal_words() -> GoalWords:
    """The shipped words."""
    told = load_yaml(pack_file("documents", "goal_words.yaml").read_text(encoding="utf-8"))
    listed = {
        name: frozenset(str(told[name]).split())
        for name in ("verbs", "fail_verbs", "seen_with_more", "show_verbs", "empty_shown", "before_verbs")
    }
    return GoalWords(
        concepts=Concepts(told["concepts"]),
        areas=Concepts({str(place): area["words"] for place, area in enumerate(told["areas"])}),
        offers=tuple(Area(area["do"], area["measured"]) for area in told["areas"]),
        people=frozenset(str(told["adults_and_children"]).split()),
        **listed,
    )
