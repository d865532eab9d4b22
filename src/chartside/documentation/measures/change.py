"""What follows from two scores of one measure, computed and never judged."""

import re
from dataclasses import dataclass

from chartside.documentation.measures.find import Measure, Threshold
from chartside.drafting.language.quantities import show


@dataclass(frozen=True)
class Change:
    """The change from an earlier score.

    Attributes:
        amount: today's score less the earlier one.
        better: by the direction of the measure; None when it did not change or the measure has none.
        exceeds: the sourced thresholds that the change passes in full.
        reference: the thresholds that only inform, because nobody has read them in their source.
    """

    amount: float
    better: bool | None
    exceeds: tuple[Threshold, ...]
    reference: tuple[Threshold, ...]


def change_of(measure: Measure, score: float, previous: float) -> Change:
    """Compare two scores of one person, of one side and one edition of the measure."""
    amount = round(score - previous, 4)
    better = (
        None if not amount or measure.higher_is_better is None else (amount > 0) == measure.higher_is_better
    )
    passed = tuple(one for one in measure.thresholds if one.sourced and abs(amount) > one.most)
    return Change(amount, better, passed, tuple(one for one in measure.thresholds if not one.sourced))


def say_change(measure: Measure, change: Change) -> str:
    """`9 points higher; exceeds the MDC of 8 points`: the words that a note may state."""
    if not change.amount:
        return "unchanged"
    unit = f" {measure.unit}" if measure.unit else ""
    said = f"{show(abs(change.amount))}{unit} {'higher' if change.amount > 0 else 'lower'}"
    if measure.higher_is_better is False:
        said += " (lower is better)"
    if change.better:
        for one in change.exceeds:
            said += f"; exceeds the {one.kind} of {show(one.most)}{unit}{_found_in(one)}"
    return said


def _found_in(threshold: Threshold) -> str:
    """The population of the source, without its figures."""
    population = re.split(r"[;(\d]", threshold.population)[0].strip(" ,")
    return f" ({population})" if population else ""
