"""How drafts fare, and an author's preferences of wording, as the pages show them."""

from dataclasses import dataclass
from uuid import UUID

from chartside.documentation.views.patient import Step


@dataclass(frozen=True)
class DraftLine:
    """One author's line of the table; every cell is written out."""

    author: str
    notes: str
    distance: Step
    kept: str
    unchanged: str
    minutes: Step
    changed: str
    added: str
    alike: str
    reasoned: str
    alarms: tuple[str, ...] = ()


@dataclass(frozen=True)
class DraftsPage:
    """The figures.

    Attributes:
        lines: one an author; `clinic` is all of them together, None where the reader sees only their own.
        against: the clinic's baseline and the present median, as a sentence.
        baseline: the minutes entered; empty while nobody has.
        baseline_source: where they come from.
        may_set: whether the reader enters the baseline.
    """

    days: int
    lines: tuple[DraftLine, ...]
    clinic: DraftLine | None
    against: str
    baseline: str = ""
    may_set: bool = False
    may_word: bool = False


@dataclass(frozen=True)
class PreferenceLine:
    """One preference of the reader.

    Attributes:
        detail: how often they made the change, and who decided when.
        examples: sentences before and after.
    """

    id: UUID
    was: str
    now: str
    step: Step
    on: bool
    detail: str
    examples: tuple[tuple[str, str], ...]
