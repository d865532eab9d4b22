"""Header names: made unique, and folded so that spellings of one name meet."""

import re
import unicodedata
from collections.abc import Sequence

from chartside.kernel.errors import Problem

_NOT_WORD = re.compile(r"[^a-z0-9#]+")


def fold_header(text: str) -> str:
    """`Patient's DOB (mm/dd)` as `patients dob mm dd`: what two spellings of one header have in common."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_WORD.sub(" ", plain.replace("'", "").replace("#", " number ")).strip()


def unique_headers(cells: Sequence[str]) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Name every column once: an empty header becomes `column 3`, a repeated one `Name (2)`."""
    names: list[str] = []
    problems: list[Problem] = []
    taken: set[str] = set()
    for place, cell in enumerate(cells, start=1):
        name = cell.strip()
        if not name:
            name = f"column {place}"
            problems.append(Problem("empty_header", f"Column {place} has no header.", name))
        if name in taken:
            name = _next_free(name, taken)
            problems.append(
                Problem(
                    "duplicate_header",
                    f"Header {cell.strip()!r} stands twice; column {place} is {name!r}.",
                    name,
                )
            )
        taken.add(name)
        names.append(name)
    return tuple(names), tuple(problems)


def _next_free(name: str, taken: set[str]) -> str:
    number = 2
    while f"{name} ({number})" in taken:
        number += 1
    return f"{name} ({number})"
