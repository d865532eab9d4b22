"""Dates in numbers; fractions, scores and ranges of motion look like them."""

import re
from collections.abc import Iterator
from functools import cache

from chartside.privacy.lexicon import allowed, context, days, english
from chartside.privacy.model import IdentifierType
from chartside.privacy.note import Note

DATE = IdentifierType.DATE
Found = tuple[int, int, IdentifierType]

_WHOLE = re.compile(
    r"(?<![\w/.])(?:(?P<y>(?:19|20)\d\d)([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?:[T ]\d\d:\d\d"
    r"(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|(?P<a>\d{1,2})(?P<s>\s?[-/.]\s?)(?P<b>\d{1,2})(?P=s)(?P<c>(?:19|20)\d\d|\d\d))(?![\w/]|\.\d)"
)
_MONTH_YEAR = re.compile(r"(?<![\w/.-])(0?[1-9]|1[0-2])[/-](?:19|20)\d\d(?![\w/]|[.-]\d)")
_RUN = re.compile(
    r"(?<!\w)(?:(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{4}|\d{6})?|(?:0[1-9]"
    r"|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:19|20)\d\d)(?!\w)"
)
_SHORT = re.compile(r"(?<![\w/.%:])(\d{1,2})([/-])(\d{1,2})(?![\w/%]|[.:]\d)")
_AFTER_SHORT = re.compile(
    r"(?<=\d)\s?(?:-|to|thru|through|,|and|&|,\s?and)\s?(\d{1,2})([/-])(\d{1,2})(?![\w/%]|\.\d)"
)
_OTHER_END = re.compile(r"\s?(?:-|to|through|thru)\s?(\d{1,2})/(\d{1,2})(?![\w/%])")
_OUT_OF = frozenset({5, 10})
_ROUND = frozenset({15, 20, 30})
_FRACTIONS = frozenset({(1, 2), (1, 3), (1, 4), (2, 3), (3, 4), (1, 8), (3, 8), (5, 8), (7, 8)})
_UNIT = re.compile(r"\s*(?:%|°|deg|x\b|\")", re.IGNORECASE)


def find_numeric_days(note: Note, own_days: set[tuple[int, int]]) -> Iterator[Found]:
    """Every date in numbers; `own_days` are months and days of the chart, which need no cue."""
    plain = note.plain
    whole: list[tuple[int, int]] = []
    for match in note.at_numerals(_WHOLE):
        if (
            _possible(match)
            and not _reps(note, match.end())
            and not _longer(plain, match, match["s"] or match[2])
        ):
            whole.append(match.span())
            yield *match.span(), DATE
    for pattern in (_MONTH_YEAR, _RUN):
        for match in note.at_numerals(pattern):
            yield *match.span(), DATE
    last_end = -1
    for match in note.at_numerals(_SHORT):
        start, end = match.span()
        if any(first < end and start < last for first, last in whole) or _longer(plain, match, match[2]):
            continue
        follows = last_end >= 0 and re.fullmatch(
            r"\s?(?:-|to|thru|through|,|and|&|, and)\s?", plain[last_end:start]
        )
        if _is_day(note, match, own_days, follows=bool(follows)):
            yield start, end, DATE
            last_end = end
    for first, last in whole:
        yield from _rest_of_range(plain, last) if first >= 0 else ()


def _rest_of_range(plain: str, end: int) -> Iterator[Found]:
    following = _AFTER_SHORT.match(plain, end)
    if following and _month_and_day(int(following[1]), int(following[3])):
        yield following.start(1), following.end(), DATE


def _longer(plain: str, match: re.Match[str], mark: str) -> bool:
    """Whether the same mark joins it to more numbers: then it is no date (`512-555-0142`)."""
    mark = mark.strip()
    return plain[match.start() - 1 : match.start()] == mark or (
        plain[match.end() : match.end() + 1] == mark and plain[match.end() + 1 : match.end() + 2].isdigit()
    )


def _possible(match: re.Match[str]) -> bool:
    if match["y"]:
        return _month_and_day(int(match["m"]), int(match["d"]))
    one, two = int(match["a"]), int(match["b"])
    return _month_and_day(one, two) or _month_and_day(two, one)


def _month_and_day(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


def _reps(note: Note, end: int) -> bool:
    place = note.place_at(end)
    return note.low(place) in ("reps", "sets", "deg", "degrees") and note.starts[place] - end <= 1


def _is_day(note: Note, match: re.Match[str], own_days: set[tuple[int, int]], *, follows: bool) -> bool:
    one, two = int(match[1]), int(match[3])
    if not _month_and_day(one, two) or _UNIT.match(note.plain, match.end()):
        return False
    lists = days().lists
    place = note.place_at(match.start())
    following = note.place_at(match.end())
    beside = following < len(note) and not note.plain[match.end() : note.starts[following]].strip(" (")
    if beside and note.low(following) in lists["trial_words"]:
        return False
    heads_line = note.begins_sentence(place) and note.plain.startswith(":", match.end())
    return follows or heads_line or _is_day_by_words(note, place, match, own=(one, two) in own_days)


def _is_day_by_words(note: Note, place: int, match: re.Match[str], *, own: bool) -> bool:
    """What the three words before, and the one behind, say of a month and day."""
    one, two = int(match[1]), int(match[3])
    lists = days().lists
    before = _words_before(note, place)
    measured = before[0] in lists["measure_words"] or _is_measure(note, place - 1)
    near = before[0] in lists["date_cues"] or (
        before[1] in lists["date_cues"] and before[0] in lists["date_fillers"]
    )
    third = before[2] in lists["date_cues"] and before[0] in lists["date_fillers"]
    far = before[1] in lists["date_cues"] or third
    if (near or far) and _scored(note, place, match, before[0 if near else 1]):
        return False
    cued = near or (far and not measured and (one, two) not in _FRACTIONS)
    if match[2] == "-":
        return near and not measured and before[0] in lists["strong_date_cues"]
    if measured:
        return before[0] in lists["strong_date_cues"] and cued
    beside = _is_measure(note, place - 2) or before[1] in lists["measure_words"]
    return own or cued or _begins_range(note, match) or (not beside and _no_score(note, match, two))


def _scored(note: Note, place: int, match: re.Match[str], cue: str) -> bool:
    """`pain 6/10 before, 3/10 after`, `on 5/8 passes`: a word that may announce a day stands by a score."""
    lists = days().lists
    following = note.place_at(match.end())
    word = note.word(following)
    beside = word.islower() and note.plain[match.end() : note.starts[following]] == " "
    things = beside and word.endswith("s") and word in english() and word not in lists["behind_a_date"]
    if cue == "on" and things and word not in context()["person_verbs"]:
        return True
    of_scale = cue in lists["cues_of_scores"] and int(match[3]) in _OUT_OF
    return of_scale and not lists["scales"].isdisjoint(note.lows[max(0, place - 8) : place])


def _words_before(note: Note, place: int) -> list[str]:
    """The three words before, nearest first; `f/u` and `d/c` are one word."""
    words: list[str] = []
    while len(words) < 3 and place > 0:
        place -= 1
        word = note.lows[place]
        if place and note.gap(place - 1, place) == "/" and len(word) <= 2:
            place -= 1
            word = f"{note.lows[place]}/{word}"
        words.append(word)
    return [*words, "", "", ""][:3]


def _begins_range(note: Note, match: re.Match[str]) -> bool:
    """`7/1-12/31`: two days, unless both have the bottom of one scale."""
    other = _OTHER_END.match(note.plain, match.end())
    return bool(other and _month_and_day(int(other[1]), int(other[2])) and other[2] != match[3])


def _no_score(note: Note, match: re.Match[str], day: int) -> bool:
    """Whether a bottom over 12 is none of a score: no usual one, or no counted thing behind it."""
    if day <= 12 or day in _ROUND:
        return day > 12 and day not in lists_of_bottoms()
    following = note.place_at(match.end())
    word = note.low(following)
    behind = note.plain[match.end() : note.starts[following]] if word else ""
    counted = behind == " " and word in english() and word not in days().lists["behind_a_date"]
    return day not in lists_of_bottoms() or (not counted and bool(match[1] != match[3]))


@cache
def lists_of_bottoms() -> frozenset[int]:
    """Usual bottoms of scores, such as the 5 of `4/5`."""
    return frozenset(map(int, days().lists["score_bottoms"]))


def _is_measure(note: Note, place: int) -> bool:
    """Whether the word there names a measure: an acronym of the field or an eponym."""
    low = note.low(place)
    if low in days().lists["date_cues"]:
        return False
    table = allowed()
    typed = note.word(place)
    acronym = typed.isupper() and (low in table.abbreviations or (len(low) > 2 and not note.in_title(place)))
    return (acronym and len(low) > 1) or low in table.eponyms
