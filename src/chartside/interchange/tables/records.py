"""Lines to records: quoted line breaks joined, lost quotes contained to the line that lost them."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chartside.kernel.errors import Problem

LONGEST_RECORD_LINES = 500
"""A quoted cell over more lines than this is a quote that was never closed."""


@dataclass(frozen=True)
class Record:
    """The cells of one record and where it starts. A refused record holds its raw line as its only cell."""

    line: int
    lines: int
    cells: list[str]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Nothing but blanks: no row."""
        return not self.problems and not any(cell.strip() for cell in self.cells)


def records(lines: Iterable[str], delimiter: str) -> Iterator[Record]:
    """Each record, in order. An unclosed quote costs its own line only, never the rest of the file."""
    source = _Lines(lines)
    while not source.at_end():
        yield _next_record(source, delimiter)


class _Lines:
    """Lines with the power to go back: what a failed record had swallowed is read again."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._source = iter(lines)
        self._ahead: deque[str] = deque()
        self.taken: list[str] = []
        self.number = 0

    def at_end(self) -> bool:
        if not self._ahead:
            line = next(self._source, None)
            if line is None:
                return True
            self._ahead.append(line)
        return False

    def __iter__(self) -> Iterator[str]:
        while len(self.taken) < LONGEST_RECORD_LINES and not self.at_end():
            line = self._ahead.popleft()
            self.taken.append(line)
            self.number += 1
            yield line

    def keep(self, count: int) -> list[str]:
        """Settle the first `count` taken lines and give the others back."""
        kept, back = self.taken[:count], self.taken[count:]
        self._ahead.extendleft(reversed(back))
        self.number -= len(back)
        self.taken = []
        return kept


def _next_record(source: _Lines, delimiter: str) -> Record:
    line = source.number + 1
    reader = csv.reader(iter(source), delimiter=delimiter, strict=True)
    try:
        cells = next(reader)
    except csv.Error:
        return _recover(source, line, delimiter)
    return Record(line, len(source.keep(reader.line_num)), cells)


def _recover(source: _Lines, line: int, delimiter: str) -> Record:
    """Read the first line alone, leniently; when its quote stays open, refuse that line and no other."""
    raw = source.keep(1)[0]
    where = f"line {line}"
    try:
        next(csv.reader([raw], delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "end of data" in str(error):
            message = f"Line {line} opens a quote that is never closed; the line was kept aside."
            return _refused(raw, line, Problem("unclosed_quote", message, where))
    try:
        cells = next(csv.reader([raw], delimiter=delimiter))
    except csv.Error:
        return _refused(
            raw, line, Problem("unreadable_line", f"Line {line} cannot be split into cells.", where)
        )
    note = Problem("odd_quotes", f"Line {line} has quotes in the middle of a cell; check it.", where)
    return Record(line, 1, cells, (), (note,))


def _refused(raw: str, line: int, problem: Problem) -> Record:
    return Record(line, 1, [raw.rstrip("\r\n")], (problem,))
