"""A figure is a ratio of two times taken in one run, so that the machine and its load weigh on both."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median, quantiles

REPEATS = 5


@dataclass(frozen=True)
class Bench:
    """One comparison.

    Attributes:
        name: what is measured, as a row of the table.
        floor: what it is measured against.
        ours: does our work once; `floor_run` does the floor's, with the same amount of work.
        amount: how many units of work one call does.
        unit: what a unit is.
        prepare: done before each timed call, not counted.
        each_ms: filled by `ours` with the milliseconds of each single unit, where their spread matters.
    """

    name: str
    floor: str
    ours: Callable[[], None]
    floor_run: Callable[[], None]
    amount: int
    unit: str
    each_ms: list[float] = field(default_factory=list)
    prepare: Callable[[], None] = field(default=lambda: None)


@dataclass(frozen=True)
class Figure:
    """The outcome of a bench. Times are milliseconds per unit, medians of the repeats."""

    name: str
    floor: str
    unit: str
    ours_ms: float
    floor_ms: float
    ratio: float
    least: float
    most: float
    load: float
    p95_ms: float | None = None


def measure(bench: Bench, repeats: int = REPEATS) -> Figure:
    """Run both sides in turn, `repeats` times after one that does not count."""
    bench.prepare()
    bench.ours()
    bench.floor_run()
    bench.each_ms.clear()
    pairs = [(_prepared(bench), _seconds(bench.floor_run)) for _ in range(repeats)]
    ratios = [ours / floor for ours, floor in pairs]
    return Figure(
        bench.name,
        bench.floor,
        bench.unit,
        median(ours for ours, _ in pairs) / bench.amount * 1000,
        median(floor for _, floor in pairs) / bench.amount * 1000,
        median(ratios),
        min(ratios),
        max(ratios),
        os.getloadavg()[0],
        quantiles(bench.each_ms, n=20)[-1] if len(bench.each_ms) > 1 else None,
    )


def _prepared(bench: Bench) -> float:
    bench.prepare()
    return _seconds(bench.ours)


def _seconds(run: Callable[[], None]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun
