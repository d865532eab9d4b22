"""A correction: one sentence of a draft beside what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class EditClass(StrEnum):
    """What was done to a sentence."""

    WORDING = "wording"
    """Other words for the same claims."""
    NUMBER = "number"
    """Another number, level of help, side, date, code or goal."""
    DELETION = "deletion"
    ADDITION = "addition"
    ORDER = "order"
    """The same words in another place, within the sentence or in the section."""


@dataclass(frozen=True)
class Correction:
    """One sentence as drafted and as signed.

    Attributes:
        was: empty for an addition; `now` is empty for a deletion.
        fact_changing: the signed note states something else than the draft did, not the same otherwise.
        supported: the signed sentence stands on its evidence, without a person vouching for it.
        frame: the phrase frame that made the drafted sentence; empty for a model's or a person's words.
        facts: kinds of the facts that the sentence rests on, as drafted, else as signed.
    """

    section: str
    was: str
    now: str
    kind: EditClass
    fact_changing: bool
    supported: bool = True
    frame: str = ""
    facts: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The shape that is stored."""
        return {**vars(self), "kind": self.kind.value, "facts": list(self.facts)}

    @classmethod
    def from_json(cls, shape: Mapping[str, Any]) -> "Correction":
        """A correction as it was stored."""
        return cls(**{**shape, "kind": EditClass(shape["kind"]), "facts": tuple(shape["facts"])})


@dataclass(frozen=True)
class Comparison:
    """A signed note beside its draft.

    Attributes:
        drafted: how many sentences the draft had.
        kept: how many of them were signed word for word.
        distance: words changed as a share of the longer text, 0 for none, 1 for all (Levenshtein over words).
        frames: by phrase frame, whether its sentence was kept (True) or reworded or dropped (False).
    """

    corrections: tuple[Correction, ...]
    drafted: int
    kept: int
    distance: float
    frames: Mapping[str, bool]

    @property
    def changed_facts(self) -> int:
        """Corrections that say the draft had stated something wrongly."""
        return sum(one.fact_changing and one.kind is not EditClass.ADDITION for one in self.corrections)

    @property
    def added_facts(self) -> int:
        """Sentences that a person added with something the draft had not stated."""
        return sum(one.fact_changing and one.kind is EditClass.ADDITION for one in self.corrections)
