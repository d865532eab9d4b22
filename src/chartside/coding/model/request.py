"""What was done in one session of one discipline, as the counting needs it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chartside.coding.payers import UnitRule
from chartside.kernel.people import Discipline


class By(StrEnum):
    """Who worked with the patient in these minutes."""

    THERAPIST = "therapist"
    ASSISTANT = "assistant"
    """The assistant alone."""
    TOGETHER = "together"
    """Both at the patient at once: the minutes count as the therapist's."""


@dataclass(frozen=True)
class Service:
    """Minutes of one code by one person. A code may come several times."""

    code: str
    minutes: int
    by: By = By.THERAPIST

    def __post_init__(self) -> None:
        """Refuse minutes below zero: a caller's mistake, not a fact."""
        if self.minutes < 0:
            raise ValueError(f"{self.code}: minutes cannot be below zero ({self.minutes})")


@dataclass(frozen=True)
class UnitRequest:
    """One patient, one day, one discipline.

    Attributes:
        services: what was done, by whom, for how long; None when minutes are not told.
        payer: its id or kind; None when not told.
        unit_rule: replaces the payer's.
        billed: units by code as billed or about to be, to compare; None when not told.
    """

    discipline: Discipline
    date_of_service: date
    services: tuple[Service, ...] | None
    payer: str | None = None
    unit_rule: UnitRule | None = None
    billed: Mapping[str, int] | None = None
