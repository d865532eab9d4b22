"""The demo's present."""

from datetime import datetime

from chartside.demo.telling import tell
from chartside.kernel.clock import ShiftedClock


def demo_clock(anchor: datetime) -> ShiftedClock:
    """A clock that showed Friday, 20 November 2026, 11:50 at the clinic at the machine's instant `anchor`.

    A demo that is started again hands in the instant of its first start, so that its time goes on.
    """
    return ShiftedClock(tell().now, anchor)
