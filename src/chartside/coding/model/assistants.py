"""Which units of a code carry the assistant modifier.

Source: CMS Therapy Services page and its billing examples for CQ and CO; Medicare Claims Processing Manual
(Pub 100-04) ch.5 s20.1. Only minutes the assistant worked alone count as the assistant's.
"""

from dataclasses import dataclass

from chartside.coding.codes import QUARTER_HOUR, TherapyCode
from chartside.coding.model.groups import Minutes
from chartside.coding.payers import AssistantTerms


@dataclass(frozen=True)
class Split:
    """Units of one code without and with the assistant modifier."""

    without: int
    with_modifier: int


def share_percent(minutes: Minutes) -> int:
    """The assistant's share of the minutes as a whole percent, halves up; 0 for no minutes."""
    if not minutes.total:
        return 0
    return (200 * minutes.assistant + minutes.total) // (2 * minutes.total)


def share_methods_differ(minutes: Minutes, terms: AssistantTerms) -> bool:
    """Whether CMS's two ways of testing the share disagree; the percentage, the stricter one, is used.

    The other way: a tenth of the total, rounded, plus one minute is where the modifier begins.
    """
    by_minutes = minutes.assistant >= (minutes.total + 5) // 10 + 1
    return (share_percent(minutes) > terms.share_percent) != by_minutes


def split_units(units: int, minutes: Minutes, code: TherapyCode, terms: AssistantTerms | None) -> Split:
    """The units of one code without and with the assistant modifier.

    `terms` None: the payer has no such modifier, and nothing carries it.
    """
    # A device supply is furnished by nobody: the packs mark it `not_applicable`.
    if terms is None or not minutes.assistant or code.assistant_may_furnish == "not_applicable":
        return Split(units, 0)
    if not code.pooled:
        return Split(0, units) if share_percent(minutes) > terms.share_percent else Split(units, 0)
    return _split_quarter_hours(units, minutes, terms)


def _split_quarter_hours(units: int, minutes: Minutes, terms: AssistantTerms) -> Split:
    """Whole quarter hours belong to whoever worked them; the last one or two units are judged."""
    without = min(units, minutes.therapist // QUARTER_HOUR)
    with_modifier = min(units - without, minutes.assistant // QUARTER_HOUR)
    last = Minutes(minutes.therapist % QUARTER_HOUR, minutes.assistant % QUARTER_HOUR)
    left = units - without - with_modifier
    extra = _assistant_units_left(left, last, terms)
    return Split(without + left - extra, with_modifier + extra)


def _assistant_units_left(left: int, last: Minutes, terms: AssistantTerms) -> int:
    """How many of the last units carry the modifier."""
    if not left or not last.assistant:
        return 0
    if terms.final_unit_minutes is None:
        return left if share_percent(last) > terms.share_percent else 0
    # One unit left: a therapist who worked more than half of it keeps it, whatever the assistant added.
    # Two left: the first is the therapist's in the same way, the other one is the assistant's (each 9 to 14
    # minutes of one code, 23 to 28 together, is how the manual describes it).
    return left - 1 if last.therapist >= terms.final_unit_minutes else left
