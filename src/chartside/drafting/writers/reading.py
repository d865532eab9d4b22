"""Sentences out of a JSON answer that is still arriving."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chartside.drafting.writers.port import Answer, Line, WriterFailed

_LIST = re.compile(r'"sentences"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
MOST_LINES = 200
MOST_CHARACTERS = 2000


@dataclass
class SentenceReader:
    """Fed with pieces of the answer, gives each sentence once its closing brace is there."""

    text: str = ""
    _place: int = -1
    _closed: bool = False
    _given: int = 0

    def feed(self, piece: str) -> Iterator[Line]:
        """The sentences that became whole with this piece.

        Raises:
            WriterFailed: what stands there is not the shape that was asked for (`malformed`).
        """
        self.text += piece
        if self._place < 0:
            found = _LIST.search(self.text)
            if found is None:
                return
            self._place = found.end()
        while not self._closed:
            start = self._after_gap()
            if self.text[start : start + 1] == "]":
                self._closed = True
                return
            try:
                shape, self._place = json.JSONDecoder().raw_decode(self.text, start)
            except json.JSONDecodeError:
                return
            yield self._line(shape)

    def finish(self) -> None:
        """Make sure that the answer came to its end.

        Raises:
            WriterFailed: it did not (`malformed`).
        """
        if not self._closed:
            raise WriterFailed("malformed", "The model's answer was not in the form that was asked for.")

    def _after_gap(self) -> int:
        gap = _BETWEEN.match(self.text, self._place)
        return gap.end() if gap else self._place

    def _line(self, shape: object) -> Line:
        self._given += 1
        if self._given > MOST_LINES or not isinstance(shape, dict):
            raise WriterFailed("malformed", "The model's answer was not in the form that was asked for.")
        section, text, facts = shape.get("section"), shape.get("text"), shape.get("facts")
        sound = (
            isinstance(section, str)
            and isinstance(text, str)
            and 0 < len(text) <= MOST_CHARACTERS
            and isinstance(facts, list)
            and all(isinstance(fact, str) for fact in facts)
        )
        if not sound:
            raise WriterFailed("malformed", "The model's answer was not in the form that was asked for.")
        return Line(str(section), str(text), tuple(dict.fromkeys(facts or ())))


def settle(answer: Answer, reader: SentenceReader, ends: Mapping[str, tuple[str, str]]) -> None:
    """Say how a streamed answer ended; `ends` are the vendor's words for the bad endings.

    Raises:
        WriterFailed: badly, or not in the shape that was asked for.
    """
    if answer.ended in ends:
        raise WriterFailed(*ends[answer.ended])
    reader.finish()
    answer.ended = "complete"
