"""Dates in words: `Sept 14th`, `mid-July`, `the fourteenth of July`, weekdays, holidays, seasons."""

import re
from collections.abc import Iterator
from functools import cache

from chartside.privacy.lexicon import days
from chartside.privacy.model import IdentifierType
from chartside.privacy.note import Note

DATE = IdentifierType.DATE
Found = tuple[int, int, IdentifierType]

_DAY_YEAR = re.compile(
    r"\.?,?\s*(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?(?![\w%/:]|\.\d)(?:\s*(?:-|to)\s*\d{1,2}(?:st"
    r"|nd|rd|th)?(?![\w/]))?"
    r"(?:\s*(?:,|of)?\s*(?:(?:19|20)\d\d|'\d\d|\d\d(?=[\s.,;)]|$)(?!\s*(?:min|x|reps|y)))\b)?",
)
_YEAR = re.compile(r"\.?\s*(?:,|of|-)?\s*(?:(?:19|20)\d\d|'\d\d)\b")
_DAY_BEFORE = re.compile(r"(?:\b(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?\s*(?:of\s+|-)?)$")
_PART_BEFORE = re.compile(r"\b(?:mid|early|late)(?:\s+|-|\s+in\s+|\s+part\s+of\s+)$", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|/)\s*")
_NO_MONTH_AFTER = frozenset({"in", "place", "forward", "madness", "up", "steps"})


@cache
def waking_words() -> frozenset[str]:
    """The words with which a date in words can begin: months, weekdays, seasons, holidays, ordinals."""
    words = days()
    ordinals = {f"{day}{ending}" for day in range(1, 32) for ending in ("st", "nd", "rd", "th")}
    tables = (words.numbers["months"], words.numbers["ordinals"], words.holidays, words.lists["weekdays"])
    return frozenset().union(*tables, _SEASONS, ordinals)


def find_named_days(note: Note) -> Iterator[Found]:
    """Every date element in words."""
    words = days()
    months, weekdays, holidays = words.numbers["months"], words.lists["weekdays"], words.holidays
    for place in note.where(waking_words()):
        low = note.lows[place]
        if low in months:
            yield from _month(note, place, low)
        elif low in weekdays:
            yield from _weekday(note, place, low)
        elif low in _SEASONS:
            yield from _season(note, place)
        elif low not in holidays or low in words.numbers["ordinals"]:
            yield from _ordinal(note, place)
        if low in holidays:
            yield from _holiday(note, place)


_SEASONS = frozenset({"spring", "summer", "fall", "winter", "autumn"})


def _month(note: Note, place: int, low: str) -> Iterator[Found]:
    start, end = note.starts[place], note.ends[place]
    plain = note.plain
    day = _DAY_YEAR.match(plain, end)
    if (
        day
        and 1 <= int(day[1]) <= 31
        and not (plain[end] == "." and len(low) > 3 and low != "sept")
        and not _counts(note, place, day.end())
    ):
        yield _from_part(plain, start), day.end(), DATE
        return
    spoken = _spoken_day(note, place + 1)
    if spoken:
        yield start, note.ends[spoken], DATE
        return
    before = _DAY_BEFORE.search(plain, max(0, start - 16), start)
    year = _YEAR.match(plain, end)
    if (
        before
        and (note.capital(place) or low not in days().lists["month_words"])
        and not _counted(note, place)
    ):
        yield before.start(), year.end() if year else end, DATE
        return
    ordinal = place - 2 if note.low(place - 1) == "of" else place - 1
    if _ordinal_first(note, ordinal):
        yield note.starts[_ordinal_first(note, ordinal) - 1], year.end() if year else end, DATE
    elif year or _PART_BEFORE.search(plain, max(0, start - 16), start):
        yield _from_part(plain, start), year.end() if year else end, DATE
    elif _alone(note, place, low):
        yield start, end, DATE


def _counts(note: Note, place: int, end: int) -> bool:
    """`May 3 times`, `march 2 min`: the number counts something."""
    low = note.lows[place]
    return (
        not note.capital(place)
        and low in days().lists["month_words"]
        and low != "sept"
        and (note.low(note.place_at(end)) in days().lists["trial_words"] or low in ("may", "march"))
    )


def _counted(note: Note, place: int) -> bool:
    """`x10 March in place`: what stands before the word is no day."""
    return note.low(place + 1) in _NO_MONTH_AFTER and note.lows[place] in ("march", "may")


def _from_part(plain: str, start: int) -> int:
    part = _PART_BEFORE.search(plain, max(0, start - 16), start)
    return part.start() if part else start


def _spoken_day(note: Note, place: int) -> int:
    """The last word of a spoken day and year after a month, or 0."""
    words = days().numbers
    if note.low(place) == "the":
        place += 1
    last = _ordinal_last(note, place)
    if last < 0:
        return 0
    step = last + 1
    while note.low(step) in words["number_words"] and not re.search(r"[.;\n]", note.before(step)):
        step += 1
    return step - 1


def _ordinal_last(note: Note, place: int) -> int:
    """The last word of an ordinal that begins here (`twenty-first`, `fourteenth`), or -1."""
    ordinals = days().numbers["ordinals"]
    low = note.low(place)
    if f"{low}-{note.low(place + 1)}" in ordinals:
        return place + 1
    return place if low in ordinals else -1


def _ordinal_first(note: Note, place: int) -> int:
    """One more than the first word of an ordinal in words that ends here, or 0."""
    ordinals = days().numbers["ordinals"]
    if place < 0 or note.low(place) not in ordinals:
        return 0
    return place if f"{note.low(place - 1)}-{note.low(place)}" in ordinals else place + 1


def _alone(note: Note, place: int, low: str) -> bool:
    """A month without day or year: sure for long names, with a cue for the others."""
    before, lists = note.low(place - 1), days().lists
    gap = note.before(place)
    months = days().numbers["months"]
    joined = (before in months and _RANGE.fullmatch(gap)) or (
        note.low(place + 1) in months
        and place + 1 < len(note)
        and _RANGE.fullmatch(note.gap(place, place + 1))
    )
    if joined and note.capital(place):
        return True
    if low in ("may", "march", "mar", "mayo", "dec"):
        return (
            note.capital(place)
            and before in lists["month_cues"] - {"to", "and", "for", "month"}
            and note.low(place + 1) not in _NO_MONTH_AFTER
        )
    if len(low) > 4 or low in ("june", "july"):
        return True
    return note.capital(place) and before in lists["month_cues"]


def _weekday(note: Note, place: int, low: str) -> Iterator[Found]:
    lists = days().lists
    short = low in lists["short_weekdays"]
    if note.words[place].isupper() and short and len(low) == 3 and not note.in_title(place):
        return
    if low in ("sat", "sun", "wed", "mon") and not note.capital(place):
        return
    if not short or note.low(place - 1) in lists["weekday_cues"]:
        yield note.starts[place], note.ends[place], DATE


def _season(note: Note, place: int) -> Iterator[Found]:
    lists = days().lists
    year = _YEAR.match(note.plain, note.ends[place])
    before = note.low(place - 1)
    if year:
        yield note.starts[place], year.end(), DATE
    elif before in lists["season_cues"] - {"of", "by", "since", "until", "during"} and before != "in":
        if note.low(place) != "fall" or (
            before in ("last", "this", "past", "next", "previous") and _ends(note, place)
        ):
            yield note.starts[place], note.ends[place], DATE
    elif (
        before == "the"
        and note.low(place - 2) in ("in", "since", "until", "by", "during", "over")
        and _ends(note, place)
    ):
        yield note.starts[place], note.ends[place], DATE


def _ends(note: Note, place: int) -> bool:
    return note.after(place).strip(" \t\"')") != "" or place + 1 == len(note)


def _ordinal(note: Note, place: int) -> Iterator[Found]:
    """`the 22nd`, `on the fourteenth`; not the third digit, not the second trial."""
    lists = days().lists
    last = _ordinal_last(note, place) if not note.lows[place][0].isdigit() else place
    if last < 0 or note.low(place - 1) != "the" or note.low(place - 2) not in lists["ordinal_cues"]:
        return
    if not note.lows[place][0].isdigit() and note.low(last + 1) not in ("", "of") and not _ends(note, last):
        return
    if note.low(last + 1) not in lists["ordinal_nouns"]:
        yield note.starts[place], note.ends[last], DATE


def _holiday(note: Note, place: int) -> Iterator[Found]:
    for phrase in days().holidays[note.lows[place]]:
        last = place + len(phrase) - 1
        if tuple(note.lows[place : last + 1]) == phrase:
            if note.low(last + 1) not in days().lists["holiday_keeps"]:
                yield note.starts[place], note.ends[last], DATE
            return
