"""The demo's present."""

from datetime import UTC, datetime

from chartside.demo.telling import tell
from chartside.kernel.clock import ShiftedClock


def demo_clock(anchor: datetime | None = None) -> ShiftedClock:
    """A clock that shows Friday, 20 November 2026, 11:50 at the clinic when started, and goes on from there.

    Args:
        anchor: the machine's instant at which the demo began; a restarted demo hands in the first one.
    """
    return ShiftedClock(tell().now, anchor or datetime.now(UTC))
