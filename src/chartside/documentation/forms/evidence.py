"""What stands behind an answer: a text or table that was brought in, and what a person confirmed of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chartside.documentation.dictation.model import Kind

DICTATION, FLOWSHEET = "dictation", "flowsheet"
MOST_SOURCES = 12


@dataclass(frozen=True)
class Source:
    """A text or table as it was brought in; it is never changed afterwards.

    Attributes:
        id: `d1`, `d2`, ... within one form.
        kind: `dictation` or `flowsheet`.
        name: the name of the file; empty for pasted text.
    """

    id: str
    kind: str
    text: str
    name: str = ""


@dataclass(frozen=True)
class Confirmed:
    """One candidate that a person took: what it says now, and the stretch of its source.

    Attributes:
        source: id of the source.
        start: where its words begin there.
        end: where they end.
        value: by kind, as in `dictation/model.py`.
        retyped: what the person typed in place of what was heard; empty when taken as heard.
        code: the procedure code chosen for an activity.
    """

    source: str
    start: int
    end: int
    kind: str
    value: dict[str, Any]
    retyped: str = ""
    code: str = ""

    @property
    def id(self) -> str:
        """Names it within the form."""
        return f"{self.source}:{self.start}-{self.end}"

    @property
    def is_activity(self) -> bool:
        """Whether it is something that was done."""
        return self.kind == Kind.ACTIVITY


@dataclass(frozen=True)
class ChartedNumber:
    """One number of a flowsheet, by row and column of its table (the heading is row 1)."""

    source: str
    row: int
    column: int
    name: str
    value: float
    unit: str = ""
    side: str = ""

    @property
    def place(self) -> str:
        """Where it stands in its table."""
        return f"r{self.row}c{self.column}"

    @property
    def id(self) -> str:
        """Names it within the form."""
        return f"{self.source}:{self.place}"


@dataclass(frozen=True)
class Stamp:
    """Who entered an answer, and when."""

    by: str
    at: datetime

    def as_json(self) -> list[str]:
        """The shape that is sealed."""
        return [self.by, self.at.isoformat()]

    @classmethod
    def from_json(cls, shape: list[str]) -> "Stamp":
        """The stamp that `as_json` gave."""
        return cls(shape[0], datetime.fromisoformat(shape[1]))


@dataclass(frozen=True)
class Origin:
    """Where the facts under a path come from.

    Attributes:
        source: what the evidence pane calls it.
        words: the exact words of the source.
        span: where those words stand there.
    """

    source: str
    stamp: Stamp | None = None
    words: str = ""
    span: tuple[int, int] | None = None


@dataclass(frozen=True)
class Brought:
    """Everything that was brought in to one form and taken from it; `typed` is text not read yet."""

    sources: tuple[Source, ...] = ()
    confirmed: tuple[Confirmed, ...] = ()
    numbers: tuple[ChartedNumber, ...] = ()
    typed: str = ""

    def source(self, source_id: str) -> Source | None:
        """A source by its id."""
        return next((one for one in self.sources if one.id == source_id), None)

    def words(self, one: Confirmed) -> str:
        """The exact words of a confirmed candidate."""
        found = self.source(one.source)
        return found.text[one.start : one.end] if found else ""

    @classmethod
    def from_json(cls, shape: dict[str, Any]) -> "Brought":
        """What `dataclasses.asdict` gave."""
        return cls(
            sources=tuple(Source(**one) for one in shape.get("sources", ())),
            confirmed=tuple(Confirmed(**one) for one in shape.get("confirmed", ())),
            numbers=tuple(ChartedNumber(**one) for one in shape.get("numbers", ())),
            typed=shape.get("typed", ""),
        )
