"""Geometry of the small charts. Templates draw it as SVG; the numbers stand beside it in words."""

from collections.abc import Sequence
from dataclasses import dataclass

_LEFT, _RIGHT, _TOP, _BOTTOM = 4.0, 186.0, 16.0, 64.0
_BAR_WIDTH, _BAR_LEFT = 392.0, 2.0
_LABEL_WIDTH = 48.0


@dataclass(frozen=True)
class Trend:
    """A goal's course: the points of its line, its ends, and where the target stands.

    Attributes:
        points: `x,y` pairs of an SVG polyline in a 216 by 84 box.
        says: the chart in words, for people who do not see it.
    """

    title: str
    points: str
    first: tuple[float, float]
    last: tuple[float, float]
    first_label: str
    last_label: str
    target_y: float | None
    target_label: str
    target_label_y: float
    start_words: str
    end_words: str
    says: str


def trend(
    title: str,
    values: Sequence[float],
    *,
    target: float | None = None,
    labels: tuple[str, str] | None = None,
    dates: tuple[str, str] = ("", "today"),
) -> Trend | None:
    """The chart of a measure over visits, oldest first; None for fewer than two values.

    Args:
        title: what is measured, with its unit (`G1 seated attention, minutes`).
        values: one number per visit, oldest first.
        target: where the goal stands, in the same unit.
        labels: how first and last value are written; as plain numbers when absent.
        dates: what stands below the two ends.
    """
    if len(values) < 2:
        return None
    known = [*values, *([] if target is None else [target])]
    low, high = min(0.0, *known), max(known)
    span = (high - low) or 1.0
    places = [
        (_LEFT + (_RIGHT - _LEFT) * at / (len(values) - 1), _BOTTOM - (_BOTTOM - _TOP) * (value - low) / span)
        for at, value in enumerate(values)
    ]
    first, last = labels or (_plain(values[0]), _plain(values[-1]))
    goal = "" if target is None else f"target {_plain(target)}"
    target_y = None if target is None else _BOTTOM - (_BOTTOM - _TOP) * (target - low) / span
    ends = f"{first} on {dates[0]}, {last} {dates[1]}"
    return Trend(
        title=title,
        points=" ".join(f"{x:.1f},{y:.1f}" for x, y in places),
        first=places[0],
        last=places[-1],
        first_label=first,
        last_label=last,
        target_y=target_y,
        target_label=goal,
        target_label_y=_beside(target_y, places[0][1]),
        start_words=dates[0],
        end_words=dates[1],
        says=f"{title}, {len(values)} values: {ends}{', ' + goal if goal else ''}.",
    )


def measure_title(code: str, measure: str | None, unit: str | None) -> str:
    """The title of a goal's chart: `G1 seated attention, min`; a unit that the measure names is said once."""
    title = f"{code} {measure or 'measure'}"
    return f"{title}, {unit}" if unit and unit not in (measure or "").replace(",", " ").split() else title


def _beside(target_y: float | None, first_y: float) -> float:
    """Where the target's label stands: above its line, or below it when the course comes from above."""
    if target_y is None:
        return 0.0
    return target_y - 4 if first_y > target_y else min(target_y + 11, _BOTTOM - 2)


@dataclass(frozen=True)
class Block:
    """A stretch of minutes of one code: left edge and width in the 432-wide box, and its label."""

    x: float
    width: float
    label: str
    label_x: float
    dark: bool


@dataclass(frozen=True)
class Tick:
    """A minute from which one unit more counts."""

    x: float
    minutes: int


@dataclass(frozen=True)
class Stretch:
    """The room of one number of units: its middle, its words, and whether today's total falls in it."""

    middle: float
    words: str
    here: bool


@dataclass(frozen=True)
class UnitsBar:
    """Timed minutes against the thresholds of the payer's rule.

    Attributes:
        well: left edge and width of the stretch the total falls in; None when no threshold is reached.
        total_x: where the minutes end.
    """

    blocks: tuple[Block, ...]
    ticks: tuple[Tick, ...]
    stretches: tuple[Stretch, ...]
    well: tuple[float, float] | None
    total_minutes: int
    total_x: float
    says: str


def units_bar(minutes: Sequence[tuple[str, int]], thresholds: Sequence[int]) -> UnitsBar | None:
    """The bar for codes with their timed minutes, against the rule's thresholds.

    Args:
        minutes: code and whole minutes, in the order they are drawn.
        thresholds: the minute from which 1, 2, 3 ... units count, up to the first one above the total. They
            come from the payer's rule; this function knows none.
    """
    total = sum(count for _, count in minutes)
    if not minutes or total <= 0:
        return None
    scale = _BAR_WIDTH / max(total, *thresholds, 1)
    reached = sum(1 for one in thresholds if total >= one)
    edges = [_BAR_LEFT + one * scale for one in thresholds]
    stretches = tuple(
        Stretch((edges[at] + edges[at + 1]) / 2, f"{at + 1} unit{'s' if at else ''}", here=at + 1 == reached)
        for at in range(len(edges) - 1)
    )
    well = (edges[reached - 1], edges[reached] - edges[reached - 1]) if 0 < reached < len(edges) else None
    parts = " and ".join(f"{count} of {code}" for code, count in minutes)
    return UnitsBar(
        blocks=_blocks(minutes, scale, edges),
        ticks=tuple(Tick(x, one) for x, one in zip(edges, thresholds, strict=True)),
        stretches=stretches,
        well=well,
        total_minutes=total,
        total_x=_BAR_LEFT + total * scale,
        says=f"{total} timed minutes: {parts}. They make {reached} unit{'' if reached == 1 else 's'}.",
    )


def _blocks(minutes: Sequence[tuple[str, int]], scale: float, edges: Sequence[float]) -> tuple[Block, ...]:
    drawn, x = [], _BAR_LEFT
    for at, (code, count) in enumerate(minutes):
        width = count * scale
        # A label that a threshold would cross starts after it, where there is room.
        crossed = [edge for edge in edges if x < edge < x + _LABEL_WIDTH]
        label_x = (crossed[-1] if crossed else x) + 6
        fits = label_x + _LABEL_WIDTH - 8 < x + width
        drawn.append(Block(x, max(width - 1, 0), code if fits else "", label_x, dark=at % 2 == 0))
        x += width
    return tuple(drawn)


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:g}"
