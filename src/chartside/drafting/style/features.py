"""What can be counted of a text's style: length, person, bullets, the author's own phrases."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import log

from chartside.drafting.language.data import phrases, word_set
from chartside.drafting.language.words import tidy, words

_BULLET = re.compile(r"^\s*(?:[•▪◦*–-]|\d{1,2}[.)])\s+")
_ENDS = re.compile(r"(?<=[.!?])[”\"]?\s+(?=[A-Z\[{•])")
# "S:" or "Objective:" opens a section and says nothing.
_HEADING = re.compile(
    r"^\s*(?:S|O|A|P|SOAP|subjective|objective|assessment|plan)\s*(?:[:\-]\s*|$)", re.IGNORECASE
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


@dataclass(frozen=True)
class Features:
    """The style of a text in numbers.

    Attributes:
        length: words to a sentence.
        patient: share of each way to call the patient among all of them.
        first_person: share of sentences in which the author says I.
        bullets: share of lines that begin with a mark.
        text: the words, each between single spaces, for the count of phrases.
    """

    length: float
    patient: Mapping[str, float]
    first_person: float
    bullets: float
    text: str

    def uses(self, phrase: str) -> bool:
        """Whether the author uses a phrase."""
        return f" {' '.join(words(phrase))} " in self.text


@dataclass(frozen=True)
class _Line:
    text: str
    bulleted: bool


def sentences_of(text: str) -> list[str]:
    """The sentences of a note, one by one, without its bullets and headings."""
    return [line.text for line in _lines(text)]


def _lines(text: str) -> list[_Line]:
    found = []
    for line in text.splitlines():
        bulleted = bool(_BULLET.match(line))
        bare = _HEADING.sub("", _BULLET.sub("", line))
        for sentence in _ENDS.split(tidy(bare)):
            if words(sentence):
                found.append(_Line(_BULLET.sub("", sentence), bulleted or bool(_BULLET.match(sentence))))
    return found


@cache
def _placeholder() -> re.Pattern[str]:
    return re.compile("|".join(phrases("style")["name_placeholders"]), re.IGNORECASE)


def measure(texts: Iterable[str], name: str = "") -> Features:
    """The features of some notes of one author.

    Args:
        texts: the notes.
        name: the given name by which they call the patient, where they are not de-identified.
    """
    lines = [line for text in texts for line in _lines(text)]
    counted = max(len(lines), 1)
    own = [words(_QUOTED.sub(" ", line.text)) for line in lines]
    spoken = [word for sentence in own for word in sentence]
    first = word_set("style", "first_person")
    return Features(
        length=sum(len(words(line.text)) for line in lines) / counted,
        patient=_calls(lines, spoken, name),
        first_person=sum(not first.isdisjoint(sentence) for sentence in own) / counted,
        bullets=sum(line.bulleted for line in lines) / counted,
        text=f" {' . '.join(' '.join(sentence) for sentence in own)} ",
    )


def _calls(lines: list[_Line], spoken: list[str], name: str) -> dict[str, float]:
    counts = {
        called: sum(spoken.count(word) for word in several)
        for called, several in phrases("style")["patient_words"].items()
    }
    counts["name"] = sum(len(_placeholder().findall(line.text)) for line in lines)
    counts["name"] += spoken.count(name.lower()) if name else 0
    total = sum(counts.values())
    return {called: count / total for called, count in counts.items() if count}


def distance(one: Features, other: Features, markers: Iterable[str] = ()) -> float:
    """How far two texts are apart: the mean over length, person, bullets and marker phrases, each 0 to 1.

    Args:
        one: the features of one text.
        other: those of the other.
        markers: the phrases to compare by.
    """
    longer, shorter = max(one.length, other.length, 1), max(min(one.length, other.length), 1)
    called = {*one.patient, *other.patient}
    person = sum(abs(one.patient.get(word, 0) - other.patient.get(word, 0)) for word in called) / 2
    told = tuple(dict.fromkeys(markers))
    apart = sum(one.uses(phrase) != other.uses(phrase) for phrase in told) / max(len(told), 1)
    parts = [
        min(log(longer / shorter) / log(4), 1.0),
        (person + abs(one.first_person - other.first_person)) / 2,
        abs(one.bullets - other.bullets),
        apart,
    ]
    return sum(parts) / len(parts)
