"""Single numbers with dates: yearly amounts, limits, authorities; and the answer when one has run out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from chartside.rulebook.tables import Row


class Why(StrEnum):
    """Why an amount cannot judge a day."""

    UNKNOWN = "unknown"
    """No row of that name for this payer."""
    NOT_YET = "not_yet"
    """The day lies before the first row."""
    RAN_OUT = "ran_out"
    """The day lies after the last row, or between two."""
    NOT_PUBLISHED = "not_published"
    """A row covers the day, but its value is not published."""


@dataclass(frozen=True)
class Amount:
    """A known value on a day."""

    row: Row

    @property
    def text(self) -> str:
        """The value as the table writes it."""
        return self.row["value"]

    @property
    def number(self) -> Decimal:
        """The value as a number, in the row's `unit`.

        Raises:
            decimal.InvalidOperation: the value is a word or a date.
        """
        return Decimal(self.text)


@dataclass(frozen=True)
class CannotJudge:
    """No value holds on that day: a rule that needs it says so and never passes silently."""

    key: str
    on: date
    why: Why

    @property
    def message(self) -> str:
        """A sentence for a person."""
        return f"cannot judge for {self.on.isoformat()}: {self.key} {_WORDS[self.why]}"


_WORDS = {
    Why.UNKNOWN: "has no entry",
    Why.NOT_YET: "does not begin until later",
    Why.RAN_OUT: "has no entry that reaches this date",
    Why.NOT_PUBLISHED: "is not published for this date; enter it with its source",
}


def amount_on(key: str, history: Sequence[Row], on: date) -> Amount | CannotJudge:
    """The value that holds on a day, from the rows of one key.

    `history` is in order of authority: the first row that covers the day counts.
    """
    if not history:
        return CannotJudge(key, on, Why.UNKNOWN)
    row = next((row for row in history if on in row.effective), None)
    if row is not None:
        return Amount(row) if row["value"] else CannotJudge(key, on, Why.NOT_PUBLISHED)
    starts = [row.effective.start for row in history if row.effective.start]
    not_yet = bool(starts) and on < min(starts)
    return CannotJudge(key, on, Why.NOT_YET if not_yet else Why.RAN_OUT)
