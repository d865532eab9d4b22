"""Facts: what a person entered or a record holds, each with where it came from."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Fact:
    """One thing that may be stated.

    Attributes:
        id: stable within one document, such as `f7`; sentences cite it.
        kind: what sort of fact (`activity`, `goal_measure`, `subjective`, `plan`, `duration` ...).
        path: where it stands in its source (`session.activities[0]`), which is its evidence.
        value: the fact itself, JSON-shaped, its roles kept apart
            (`{"achieved": 5, "total": 8}`, never `"5/8"` alone).
        source: what holds it (`session form`, `plan of care`, `chart`).
        person: who entered it, when known.
        at: when it was entered, when known.
        words: the exact words of a text that it was taken from; empty when it was entered as it is.
        span: where those words stand in that text.
    """

    id: str
    kind: str
    path: str
    value: Any
    source: str = "session form"
    person: str | None = None
    at: datetime | None = None
    words: str = ""
    span: tuple[int, int] | None = None
