"""What was heard: candidate facts, each with the exact stretch of text that it was read from."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a stretch of talk seems to be."""

    ACTIVITY = "activity"
    REPORT = "report"
    OBSERVATION = "observation"
    RESPONSE = "response"
    SKILLED = "skilled"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    PRECAUTION = "precaution"
    SAFETY = "safety"
    REFUSAL = "refusal"
    NOT_DONE = "not_done"
    GOAL = "goal"
    MEASURE = "measure"
    TIME = "time"
    EARLIER = "earlier"
    PRESENT = "present"


@dataclass(frozen=True)
class Candidate:
    """One thing that may have been meant.

    The value by kind (members that were not said are absent):

    - `activity`: `activity`, `minutes`, `performance`, `assist`, `cues`, `side`, `goal`, `by`, `note`
    - `report`: `speaker`, `text`, and `quote` where the exact words of the speaker are known
    - `goal`: `goal`, `achieved` and `total`, or `value` and `unit`
    - `measure`: `name`, `measure` (its row in the table), `unit`, and `value`, `left`, `right`, `total`
    - `time`: `start`, `end` (as `10:05`), `total_minutes`, `late_minutes`, `early_minutes`, `text`
    - `safety`: `text`, `name`, and `denied` when it was said not to be so
    - any other: `text`

    Attributes:
        start: where its words begin in the source.
        end: where they end.
        words: exactly `source[start:end]`.
        doubts: why the therapist should look twice, one sentence each.
    """

    kind: Kind
    value: dict[str, Any]
    start: int
    end: int
    words: str
    doubts: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Names it within its source: the span alone, so that the kind may be changed."""
        return f"{self.start}-{self.end}"


@dataclass(frozen=True)
class Heard:
    """Everything that was read from one text; `unread` are the spans in which nothing was recognised."""

    candidates: tuple[Candidate, ...] = ()
    unread: tuple[tuple[int, int], ...] = field(default=())
