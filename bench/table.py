"""The table in docs/performance.md: one row per bench, replaced when that bench runs."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path

from bench.measure import REPEATS, Figure

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"

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
    kept = page.read_text(encoding="utf-8").splitlines() if page.exists() else []
    rows = {_name(line): line for line in kept if line.startswith("| ") and not line.startswith("| what ")}
    rows |= {figure.name: row(figure) for figure in figures}
    page.write_text(_HEAD + "\n".join(rows.values()) + "\n", encoding="utf-8")


def _name(line: str) -> str:
    return line.split("|")[1].strip()
