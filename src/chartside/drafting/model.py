"""A draft: sentences, each with the facts that it states."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from chartside.kernel.facts import Fact


@dataclass(frozen=True)
class Sentence:
    """One sentence of a draft.

    Attributes:
        section: `S`, `O`, `A`, `P` or `SIG`.
        facts: ids of the facts it states; a merged sentence carries the union.
        frame: the phrase frame that made it; empty for a person's or a model's words.
    """

    i: int
    section: str
    text: str
    facts: tuple[str, ...]
    frame: str = ""

    def as_json(self) -> dict[str, Any]:
        """The shape of the command contract."""
        return {"i": self.i, "section": self.section, "text": self.text, "facts": list(self.facts)}


@dataclass(frozen=True)
class Draft:
    """A whole draft and who wrote it (`composer`, or the name of a model writer)."""

    writer: str
    sentences: tuple[Sentence, ...]

    def unstated(self, facts: list[Fact]) -> list[str]:
        """The ids of facts that no sentence states."""
        stated = {fact for sentence in self.sentences for fact in sentence.facts}
        return [fact.id for fact in facts if fact.id not in stated]


def numbered(sentences: list[Sentence]) -> tuple[Sentence, ...]:
    """The sentences counted from 1 in their order."""
    return tuple(replace(sentence, i=place) for place, sentence in enumerate(sentences, 1))


class ProblemType(StrEnum):
    """What is wrong with a sentence; the names are those of the command contract."""

    WRONG_NUMBER = "wrong_number"
    WRONG_SIDE = "wrong_side"
    WRONG_ASSIST = "wrong_assist"
    INVENTED_ACTIVITY = "invented_activity"
    INVENTED_QUOTE = "invented_quote"
    INVENTED_MEASURE = "invented_measure"
    WRONG_DATE = "wrong_date"
    WRONG_NAME = "wrong_name"
    WRONG_PRONOUN = "wrong_pronoun"
    WRONG_PERSON = "wrong_person"
    COPIED_FORWARD = "copied_forward"
    NEGATION_FLIP = "negation_flip"
    OVERCLAIM = "overclaim"
    WRONG_CODE_TIME = "wrong_code_time"
    WRONG_FACT = "wrong_fact"


@dataclass(frozen=True)
class Problem:
    """One statement that the evidence does not support, in words a therapist can act on."""

    type: ProblemType
    evidence: str

    def as_json(self) -> dict[str, str]:
        """The shape stored with a note."""
        return {"type": self.type.value, "evidence": self.evidence}
