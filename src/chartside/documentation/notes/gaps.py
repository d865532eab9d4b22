"""What a sentence must hold and nobody entered: it stands there in brackets, which no signature passes."""

import re
from functools import cache

from chartside.documentation.required_fields import required_fields, required_pack
from chartside.drafting.facts import strings
from chartside.drafting.language.words import stems, words
from chartside.kernel.facts import Fact
from chartside.rulebook.packs import PackSet

# What may tell the side of an activity besides the activity itself.
_TELLING = (
    "side",
    "goal",
    "goal_measure",
    "measure",
    "precaution",
    "safety",
    "subjective",
    "observation",
    "entry",
)


def gaps_of(
    facts: list[Fact], setting: str, payer: str, packs: PackSet | None = None
) -> dict[str, tuple[str, ...]]:
    """By the path of a fact, what the note lacks: the `side` that a code asks for, a `score` that can be."""
    found: dict[str, tuple[str, ...]] = {}
    told = any(_tells_side(fact) for fact in facts if fact.kind in _TELLING) or _diagnosis_tells(facts)
    for fact in facts:
        if fact.kind == "measure" and fact.value.get("range_ok") is False:
            found[fact.path] = ("score",)
        code = str(fact.value.get("code", "")) if fact.kind == "activity" else ""
        if not code or told or not _has_pair(fact) or _tells_side(fact):
            continue
        asked = {one.name for one in required_fields(setting, payer, [code], packs) if code in one.codes}
        if missing := tuple(name for name in required_pack()["gaps"] if name in asked):
            found[fact.path] = missing
    return found


@cache
def _paired() -> frozenset[str]:
    return frozenset(stem for part in required_pack()["paired_parts"] for stem in stems(part))


def _has_pair(fact: Fact) -> bool:
    return not _paired().isdisjoint(stem for text in strings(fact.value) for stem in stems(text))


def _tells_side(fact: Fact) -> bool:
    told = {word for text in strings(fact.value) for word in words(text)}
    return not told.isdisjoint(required_pack()["side_words"])


def _diagnosis_tells(facts: list[Fact]) -> bool:
    pattern = re.compile(required_pack()["side_in_diagnosis"], re.IGNORECASE)
    codes = [code for fact in facts if fact.kind == "diagnosis" for code in fact.value["codes"]]
    return any(pattern.match(code.strip()) for code in codes)
