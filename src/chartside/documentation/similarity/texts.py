"""What of a note is compared: no headings, no goals quoted from the plan, no standing statements."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from chartside.documentation.similarity.standards import headings, standing_kinds
from chartside.drafting.language.days import find_clock_times, find_days
from chartside.drafting.language.quantities import NUMBER_WORDS, blank
from chartside.drafting.language.words import tidy

_HEADING = re.compile(r"^\s*([A-Za-z]+)\s*[:.]\s+")
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*|\b(?:" + "|".join(NUMBER_WORDS) + r")\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|#")
# A name of fewer words could stand in any sentence by chance.
_NAMED = 2
_MEASURES = ("goal_measure", "measure", "activity")


@dataclass(frozen=True)
class Compared:
    """A note as it is compared.

    Attributes:
        sentences: section and text of each sentence that counts, names of its people masked.
        measured: what was measured at the visit, by fact kind and name; what differs here is a new finding.
    """

    sentences: tuple[tuple[str, str], ...]
    measured: frozenset[tuple[str, str, str]]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Every word, in small letters."""
        return tuple(word for _, text in self.sentences for word in words_of(text))

    @cached_property
    def skeleton(self) -> tuple[str, ...]:
        """The words with every number masked."""
        return tuple(word for _, text in self.sentences for word in words_of(masked(text)))

    def of_sections(self, *sections: str) -> tuple[str, ...]:
        """The words of some sections."""
        return tuple(
            word for section, text in self.sentences if section in sections for word in words_of(text)
        )


def compared(content: Mapping[str, Any]) -> Compared:
    """Read the content of a note (`documentation.notes.build`) for comparison."""
    kinds = {fact["id"]: fact["kind"] for fact in content["facts"]}
    goals = tuple(_quoted(content["facts"]))
    names = frozenset(_names(content["facts"]))
    kept = []
    for one in content["sentences"]:
        rests_on = {kinds[fact] for fact in one["facts"] if fact in kinds}
        if one["section"] == "SIG" or (rests_on and rests_on <= standing_kinds()):
            continue
        text = _without(tidy(_without_heading(one["text"])), goals, names)
        if words_of(text):
            kept.append((one["section"], text))
    return Compared(tuple(kept), frozenset(_measured(content["facts"])))


def words_of(text: str) -> list[str]:
    """The words of a text in small letters; a number or a masked one counts as a word."""
    return [found.group().lower().replace("’", "'") for found in _WORD.finditer(text)]


def masked(text: str) -> str:
    """A text with `#` for every number, date and time of the clock."""
    if any(letter.isdigit() for letter in text):
        for day in sorted(find_days(text), key=lambda found: -found.start):
            text = text[: day.start] + "#" + text[day.end :]
        for _, _, start, end in reversed(find_clock_times(text)):
            text = text[:start] + "#" + text[end:]
    return _NUMBER.sub("#", text)


def _without_heading(text: str) -> str:
    found = _HEADING.match(text)
    return text[found.end() :] if found and found[1].lower() in headings() else text


def _without(text: str, goals: Iterable[str], names: frozenset[str]) -> str:
    low = text.lower()
    for goal in goals:
        at = low.find(goal)
        if at >= 0:
            text = blank(text, at, at + len(goal))
            low = text.lower()
    return " ".join("" if word.strip(".,;:’'s") in names else word for word in text.split(" "))


def _quoted(facts: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What a note takes over as it stands: goals of the plan, activities by the form's own names."""
    for fact in facts:
        name = {"goal": "text", "activity": "activity"}.get(fact["kind"], "")
        text = str(fact["value"].get(name) or "") if name else ""
        if len(words_of(text)) > _NAMED:
            yield tidy(text).rstrip(".").lower()


def _names(facts: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for fact in facts:
        if fact["kind"] in ("patient_name", "provider", "supervisor"):
            yield from (
                str(fact["value"].get("full") or fact["value"].get("name") or "").replace(",", " ").split()
            )


def _measured(facts: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Each finding with its name, whatever its place in the form: the value is what may differ."""
    for fact in facts:
        if fact["kind"] not in _MEASURES or not isinstance(fact["value"], dict):
            continue
        value = fact["value"]
        name = str(
            value.get("goal") or value.get("activity") or value.get("measure") or value.get("label") or ""
        )
        for role in ("now", "performance", "assist", "cues", "score", "value"):
            said = value.get(role)
            if said:
                yield (
                    fact["kind"],
                    name.lower(),
                    f"{role}: {said.get('said') if isinstance(said, dict) else said}",
                )
