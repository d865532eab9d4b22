"""Amounts that no single fact holds and that follow from several: ages, spans of days, sums of minutes."""

import re
from collections.abc import Iterator
from itertools import combinations

from chartside.drafting.language.data import word_set
from chartside.drafting.language.days import read_day
from chartside.drafting.verifier.claimed import Amount
from chartside.drafting.verifier.ledger import Ledger
from chartside.drafting.verifier.reading import Reading, read

_LARGEST_SUM = 8
TIMED = re.compile(
    r"\btimed[\s-]+(?:codes?|minutes|treatment|time|services?|total|therapy|units?)\b"
    r"|\bminutes (?:of |in )?timed\b|\b(?:of (?:it|them|which|that|those)|all)\s+(?:was |were |is )?timed\b"
    r"|\btimed(?=\s*(?:[.,;)]|$))",
    re.IGNORECASE,
)
_BY_CLOCK = re.compile(r"\b(?:session|visit|seen|appointment|from \d|clock|lasted)\b|\d:\d\d", re.IGNORECASE)
TOTAL = re.compile(
    r"\btotal(?:ed|s)?\b|\bin all\b|\baltogether\b|\btreatment time\b"
    r"|\bsession (?:time|length|lasted)\b|\btime in treatment\b",
    re.IGNORECASE,
)


def extra_amounts(ledger: Ledger, reading: Reading) -> list[Amount]:
    """Amounts that follow from the dates and from the minutes of the activities that a sentence names."""
    return [*_spans(ledger), *_sums(ledger, reading)]


def is_total(claim: Amount, text: str, ledger: Ledger) -> bool:
    """Whether minutes that a sentence calls total or timed are those of the visit."""
    entered = _entered_minutes(ledger)
    by_clock = not entered or _BY_CLOCK.search(text)
    totals, timed = session_minutes(ledger) if by_clock else entered, _timed_minutes(ledger)
    known = (
        timed or totals if TIMED.search(text) and "total treatment" not in text.lower() else totals | timed
    )
    return claim.value / 60 in known


def _entered_minutes(ledger: Ledger) -> set[float]:
    values = [fact.value for fact in ledger.facts if fact.kind == "treatment_minutes"]
    return {
        float(value["minutes"])
        for value in values
        if isinstance(value, dict) and value.get("minutes") is not None
    }


def session_minutes(ledger: Ledger) -> set[float]:
    """The minutes of the whole visit: entered, summed, or by the clock."""
    found: set[float] = set()
    clocks: dict[str, int] = {}
    activities = []
    for fact in ledger.facts:
        if (
            fact.kind == "treatment_minutes"
            and isinstance(fact.value, dict)
            and fact.value.get("minutes") is not None
        ):
            found.add(float(fact.value["minutes"]))
        elif fact.kind in ("start_time", "end_time") and "clock" in fact.value:
            hours, minutes = fact.value["clock"].split(":")
            clocks[fact.kind] = int(hours) * 60 + int(minutes)
        elif fact.kind == "activity" and fact.value.get("minutes") is not None:
            activities.append(float(fact.value["minutes"]))
    if len(clocks) == 2 and clocks["end_time"] > clocks["start_time"]:
        found.add(float(clocks["end_time"] - clocks["start_time"]))
    if activities:
        found.add(sum(activities))
    return found


def _timed_minutes(ledger: Ledger) -> set[float]:
    found = {
        float(fact.value["minutes"])
        for fact in ledger.facts
        if fact.kind == "timed_minutes"
        and isinstance(fact.value, dict)
        and fact.value.get("minutes") is not None
    }
    coded = [
        (str(fact.value["code"]), float(fact.value["minutes"]))
        for fact in ledger.facts
        if fact.kind == "activity" and fact.value.get("code") and fact.value.get("minutes") is not None
    ]
    if found or not coded:
        return found
    untimed = word_set("plain_words", "untimed_codes")
    return {
        sum(minutes for _, minutes in coded),
        sum(minutes for code, minutes in coded if code not in untimed),
    }


def _spans(ledger: Ledger) -> Iterator[Amount]:
    day = ledger.service_date
    if day is None:
        return
    for other in sorted(ledger.days):
        days = abs((day - other).days)
        months = abs((day.year - other.year) * 12 + day.month - other.month)
        yield Amount(float(days), "day", "", 0, 0)
        yield from (Amount(float(weeks), "week", "", 0, 0) for weeks in {days // 7, round(days / 7)})
        yield from (Amount(float(count), "month", "", 0, 0) for count in {months, max(0, months - 1)})
    for fact in ledger.facts:
        born = read_day(fact.value["date"]) if fact.kind == "patient_dob" else None
        if born:
            years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
            yield Amount(float(years), "year", "", 0, 0)
            months = years * 12 + (day.month - born.month - (day.day < born.day)) % 12
            yield Amount(float(months), "month", "", 0, 0)


def _is_named(name: str, ledger: Ledger, reading: Reading) -> bool:
    """The sentence says at least half of what an activity is called."""
    said = {word for token in reading.tokens for word in ledger.resolve(token.concept)}
    own = {token.concept for token in read(name).content}
    return bool(own) and 2 * len(own & said) >= len(own)


def _sums(ledger: Ledger, reading: Reading) -> Iterator[Amount]:
    named: dict[str, float] = {}
    by_code: dict[str, float] = {}
    for fact in ledger.facts:
        if fact.kind != "activity" or fact.value.get("minutes") is None:
            continue
        minutes = float(fact.value["minutes"])
        if fact.value.get("code"):
            by_code[fact.value["code"]] = by_code.get(fact.value["code"], 0) + minutes
        if _is_named(str(fact.value.get("activity", "")), ledger, reading):
            named[fact.id] = minutes
    values = list(named.values())[:_LARGEST_SUM]
    for count in range(2, len(values) + 1):
        for several in combinations(values, count):
            yield Amount(sum(several) * 60, "clock", "", 0, 0)
    for total in (*by_code.values(), *session_minutes(ledger)):
        yield Amount(total * 60, "clock", "", 0, 0)
