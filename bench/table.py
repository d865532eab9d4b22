"""docs/performance.md: a table with one row per bench, replaced when that bench runs; sections below it."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path

from bench.measure import REPEATS, Figure

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"

_SECTION = "\n## "
_HEAD = f"""# What the product costs

Each figure is a ratio: our time over that of a floor measured beside it in the same run, median of {REPEATS}
repeats, with the least and the most. `make bench` measures; a row is replaced when its bench runs again.
Times are of one machine under the load shown and say little by themselves; the ratios are what to watch.

| what | against | ratio | least - most | ours | floor | load | measured |
|---|---|---|---|---|---|---|---|
"""


def row(figure: Figure) -> str:
    """One line of the table."""
    machine = f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return (
        f"| {figure.name} | {figure.floor} | **{figure.ratio:.2f}** "
        f"| {figure.least:.2f} - {figure.most:.2f} | "
        f"{figure.ours_ms:.3f} ms/{figure.unit}{_spread(figure)} | {figure.floor_ms:.3f} ms/{figure.unit} | "
        f"{figure.load:.1f} | {machine} |"
    )


def _spread(figure: Figure) -> str:
    return f", 95 % below {figure.p95_ms:.0f} ms" if figure.p95_ms is not None else ""


def write(figures: list[Figure], page: Path = PAGE) -> None:
    """Put the figures into the table, each in place of the row with its name, new ones at the end."""
    kept, mark, sections = _parts(page)
    rows = {_name(line): line for line in kept.splitlines() if _is_row(line)}
    rows |= {figure.name: row(figure) for figure in figures}
    _save(page, _HEAD + "\n".join(rows.values()) + "\n" + mark + sections)


def write_section(title: str, body: str, page: Path = PAGE) -> None:
    """Put the section of that title below the table, in place of the one that was there."""
    kept, _, sections = _parts(page)
    others = [one for one in sections.split(_SECTION) if one.strip() and not one.startswith(f"{title}\n")]
    written = "".join(_SECTION + one.rstrip("\n") + "\n" for one in (*others, f"{title}\n\n{body}"))
    _save(page, (kept.rstrip("\n") or _HEAD.rstrip("\n")) + "\n" + written)


def _parts(page: Path) -> tuple[str, str, str]:
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    return text.partition(_SECTION)


def _save(page: Path, text: str) -> None:
    page.write_text(text, encoding="utf-8")


def _is_row(line: str) -> bool:
    return line.startswith("| ") and not line.startswith("| what ")


def _name(line: str) -> str:
    return line.split("|")[1].strip()
