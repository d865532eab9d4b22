"""Many measured cases to the figures that a person compares from month to month."""

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

from chartside.documentation.evaluation.measure import Hits, Measured


def totals(measured: Sequence[Measured]) -> dict[str, Any]:
    """The figures over all cases, JSON-shaped; a figure that no case can give is null."""
    verdicts = _sum(one.verdicts for one in measured)
    types = Counter(kind for one in measured for kind in one.unsupported)
    facts = sum(one.facts for one in measured)
    omitted = sum(len(one.omitted) for one in measured)
    codes, goals = _sum(one.codes for one in measured), _sum(one.goals for one in measured)
    requirements = _sum(one.requirements for one in measured)
    return {
        "cases": len(measured),
        "sentences": sum(one.sentences for one in measured),
        "facts": facts,
        "facts_omitted": omitted,
        "cases_with_unsupported_by_type": dict(sorted(types.items())),
        "unsupported": _figures(verdicts)
        | {"type_right": _share(sum(one.type_right for one in measured), verdicts.right)},
        "requirements": _figures(requirements),
        "code_support": {"judged": _count(codes), "balanced_accuracy": _balanced(codes)},
        "goals": {"judged": goals.right + goals.overlooked, "accuracy": goals.recall},
        "likeness_to_earlier_note": _spread(one.likeness for one in measured),
        "reading_grade": _spread(one.reading_grade for one in measured),
        "distance_draft_to_signed": _spread(one.distance for one in measured),
        "open_to_sign_seconds": _spread(one.open_to_sign_seconds for one in measured),
    }


def _sum(many: Iterable[Hits]) -> Hits:
    total = Hits()
    for one in many:
        total += one
    return total


def _figures(hits: Hits) -> dict[str, float | int | None]:
    return {
        "judged": _count(hits),
        "recall": hits.recall,
        "precision": hits.precision,
        "false_alarm_rate": hits.false_alarm_rate,
    }


def _count(hits: Hits) -> int:
    return hits.right + hits.overlooked + hits.false_alarms + hits.silent


def _balanced(hits: Hits) -> float | None:
    """The mean of how many were rightly refused and how many rightly carried."""
    if hits.recall is None or hits.false_alarm_rate is None:
        return None
    return (hits.recall + 1 - hits.false_alarm_rate) / 2


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _spread(values: Iterable[float | None]) -> dict[str, float] | None:
    known = [value for value in values if value is not None]
    return {"median": median(known), "most": max(known)} if known else None
