"""How long an answer may take as a whole: a server that drips must not hold a page for ever."""

import time

from chartside.drafting.writers.port import WriterFailed


class Deadline:
    """Runs from its making."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def check(self) -> None:
        """Go on while there is time.

        Raises:
            WriterFailed: there is none left (`slow`).
        """
        if time.monotonic() > self._end:
            raise WriterFailed("slow", "The model took too long.")
