"""Who is speaking: the turns of a transcript, the headings of a note."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from chartside.documentation.dictation.lexicon import any_of, pack, people, person

THERAPIST = "therapist"


@dataclass(frozen=True)
class Turn:
    """A stretch of the source by one speaker.

    Attributes:
        speaker: `therapist`, a person by the name a draft uses (`mother`), or a label that nobody knows.
        heading: the kind that a heading gives its statements; empty without one.
        in_dialogue: it is one voice among several, so it holds talk in the room besides statements.
    """

    speaker: str
    start: int
    end: int
    heading: str = ""
    in_dialogue: bool = False


_PLACE = r"(?:^|(?<=\n)|(?<=[.!?\"”])\s+)[ \t]*(?:[-*•]\s+)?(?:\[?\(?\d{1,2}:\d{2}(?::\d{2})?\)?\]?[ \t]*)?"


def turns(text: str, cast: Mapping[str, str]) -> list[Turn]:
    """The turns of a text in order; a text without labels is one turn of the therapist.

    Args:
        text: the source.
        cast: further labels in lower case with who they are: `{"dana": "therapist", "annika": "mother"}`.
    """
    marks = list(_marks(text, cast))
    speakers = {speaker for _, _, speaker, heading in marks if not heading}
    dialogue = bool(speakers - {THERAPIST}) and (THERAPIST in speakers or len(speakers) > 1)
    found = []
    first = marks[0][0] if marks else len(text)
    if text[:first].strip():
        found.append(Turn(THERAPIST, 0, first))
    for place, (_, begins, speaker, heading) in enumerate(marks):
        ends = marks[place + 1][0] if place + 1 < len(marks) else len(text)
        found.append(Turn(speaker, begins, ends, heading, in_dialogue=dialogue and not heading))
    return found


def _marks(text: str, cast: Mapping[str, str]) -> Iterator[tuple[int, int, str, str]]:
    """Every label: where it begins, where its words begin, who speaks, which heading it is."""
    for found in _labels(tuple(sorted(cast))).finditer(text):
        label = " ".join(found["label"].lower().split()).removeprefix("the ")
        heading = _headings().get(label, "")
        speaker = cast.get(label) or (THERAPIST if label in pack()["speakers"]["therapist"] else "")
        speaker = speaker or person(label) or (label if not heading else THERAPIST)
        yield found.start(), found.end(), speaker, "" if label in cast else heading


@cache
def _labels(cast: tuple[str, ...]) -> re.Pattern[str]:
    named = any_of([*pack()["speakers"]["therapist"], *people(), *_headings(), *cast])
    unknown = any_of(pack()["speakers"]["unknown"])
    label = rf"(?P<label>(?:the\s+)?(?:{named})|(?:{unknown})[\s_]*(?:\d{{1,2}}|[a-z])?)"
    return re.compile(rf"{_PLACE}{label}(?:\s*\([^)\n]{{1,40}}\))?[ \t]*(?::|\s-\s)[ \t]*", re.IGNORECASE)


@cache
def _headings() -> dict[str, str]:
    return {name: kind for kind, names in pack()["headings"].items() for name in names}
