"""Rows to CSV bytes that a spreadsheet opens without running anything."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_DANGEROUS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\N{FULLWIDTH EQUALS SIGN}",
    "\N{FULLWIDTH COMMERCIAL AT}",
)
_HARMLESS = re.compile(r"[+-]?[\d ().,:/-]*\d")


def write_table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with CRLF line ends (RFC 4180). The same rows give the same bytes."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([defuse(cell) for cell in headers])
    writer.writerows([defuse(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def defuse(cell: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run as a formula; plain numbers stay."""
    if cell.startswith(_DANGEROUS) and not _HARMLESS.fullmatch(cell):
        return "'" + cell
    return cell
