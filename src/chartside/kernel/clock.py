"""Time is handed in, never read in the middle of a decision."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Gives the present instant."""

    def now(self) -> datetime:
        """The present instant, with a zone."""
        ...


class SystemClock:
    """The machine's clock, in UTC."""

    def now(self) -> datetime:
        """The present instant in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True)
class ShiftedClock:
    """Runs at normal speed from another start: the demo's clock.

    `start` is what the clock showed at the machine's instant `anchor`.
    """

    start: datetime
    anchor: datetime

    def now(self) -> datetime:
        """The shifted instant in UTC."""
        return (self.start + (datetime.now(UTC) - self.anchor)).astimezone(UTC)


@dataclass
class FixedClock:
    """Stands still until it is moved: for tests."""

    at: datetime = field(default_factory=lambda: datetime(2026, 11, 20, 17, 0, tzinfo=UTC))

    def now(self) -> datetime:
        """The instant it was set to."""
        return self.at

    def advance(self, delta: timedelta) -> None:
        """Move on by `delta`."""
        self.at += delta
