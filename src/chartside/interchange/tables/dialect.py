"""Which character separates the cells of a file."""

import contextlib
import csv
from collections import Counter
from collections.abc import Sequence

DELIMITERS = (",", "\t", ";", "|")


def sniff_delimiter(lines: Sequence[str]) -> str:
    """The separator that splits the first lines into the most equal rows; a comma when none does.

    The standard library's sniffer raises on one-column files and is misled by commas in addresses.
    """
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        score = _score(lines, delimiter)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _score(lines: Sequence[str], delimiter: str) -> float:
    widths: list[int] = []
    with contextlib.suppress(csv.Error):  # an odd quote further down: the rows before it still tell
        widths.extend(len(cells) for cells in csv.reader(lines, delimiter=delimiter) if any(cells))
    if not widths or widths[0] < 2:
        return 0.0
    alike = Counter(widths)[widths[0]] / len(widths)
    return alike * (1 + widths[0] / 1000)
