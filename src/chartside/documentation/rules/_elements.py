"""What a text states, judged sentence by sentence: `packs/documents/elements.yaml`, read once."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._wording import placeholder_pattern
from chartside.drafting.language.data import load_yaml, pack_file
from chartside.kernel.findings import Finding
from chartside.rulebook.rules import RuleInfo

# How far after the words of an element a sentence may still say that it is missing.
_REACH = 30
_NAMED = re.compile(r"<(\w+)>")


@cache
def pack() -> dict[str, Any]:
    """The pack as it stands. Callers must not change it."""
    return load_yaml(pack_file("documents", "elements.yaml").read_text(encoding="utf-8"))


def limit(name: str) -> float:
    """A number of the pack, such as the days until a signature."""
    return float(pack()["limits"][name])


@cache
def pattern(name: str, group: str = "elements") -> re.Pattern[str]:
    """One pattern for all the ways of an element, in any case."""
    return re.compile(_joined(name, group), re.IGNORECASE)


def _joined(name: str, group: str = "elements") -> str:
    ways = "|".join(f"(?:{way})" for way in pack()[group][name])
    return _NAMED.sub(lambda found: f"(?:{_joined(found[1])})", ways)


def reading(sentence: Mapping[str, Any]) -> str:
    """A sentence with its heading, where the heading says more than a letter."""
    section, text = str(sentence["section"]), _TITLES.sub(_without_stops, str(sentence["text"]))
    spoken = len(section) > _LETTERS or (section.isupper() and len(section) > 2 and section not in _FORMATS)
    return f"{section}: {text}" if spoken else text


def _without_stops(found: re.Match[str]) -> str:
    """`Dr.` and `M.D.` end no sentence."""
    return found[0].replace(".", "")


_TITLES = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|St|approx|vs)\.|\b[A-Z]\.[A-Z]\.(?:[A-Z]\.)?|\b[A-Z]\.(?=\s?[A-Z][a-z])"
)


_LETTERS = 4
_FORMATS = ("SIG", "SOAP", "DAP", "BIRP", "PIE")


def says(text: str, name: str, group: str = "elements") -> bool:
    """Whether a text holds an element and does not say that it is missing."""
    if placeholder_pattern().search(text):
        return False
    return any(
        not pattern("unsaid").search(text[found.start() : found.end() + _REACH].split(". ", maxsplit=1)[0])
        for found in pattern(name, group).finditer(text)
    )


def stating(note: Note, *names: str) -> list[dict[str, Any]]:
    """The sentences that hold all of these elements."""
    return [s for s in note.sentences if all(says(reading(s), name) for name in names)]


def states(note: Note, *names: str) -> bool:
    """Whether one sentence holds all of these elements."""
    return bool(stating(note, *names))


def near(note: Note, name: str, other: str) -> bool:
    """Whether a sentence with one element, or its neighbour, holds the other."""
    sentences = list(note.sentences)
    for place, sentence in enumerate(sentences):
        if says(reading(sentence), name):
            around = sentences[max(0, place - 1) : place + 2]
            if any(says(reading(one), other) for one in around):
                return True
    return False


def is_goal(sentence: Mapping[str, Any]) -> bool:
    """Whether a sentence states a goal, whose numbers and weeks are no one else's."""
    return pattern("goal_sentence").search(reading(sentence)) is not None


def outside_goals(note: Note) -> list[dict[str, Any]]:
    """The sentences that state no goal."""
    return [sentence for sentence in note.sentences if not is_goal(sentence)]


def lacking(rule: RuleInfo, note: Note, parts: Mapping[str, bool], fix: str) -> Iterator[Finding]:
    """At most one finding, which names the parts that the document does not state."""
    missing = [name for name, there in parts.items() if not there]
    if missing:
        yield rule.finding(
            f"The {document_name(note)} does not state {listed(missing)}.", fix, {"missing": missing}
        )


def document_name(note: Note) -> str:
    """What a person calls this type of document."""
    shown = {"hep": "home program", "iep": "IEP page", "section504": "504 plan", "school_note": "note"}
    return shown.get(note.doc_type, note.doc_type.replace("_", " "))


def listed(parts: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
