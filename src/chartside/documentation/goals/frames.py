"""Where in a goal's text the time frame stands, and where the baseline."""

import re

from chartside.documentation.goals.words import written
from chartside.drafting.language.days import find_days

Span = tuple[int, int]
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_CLAUSE = re.compile(r"[;()\[\]]|\.(?=\s|$)|,(?!\d)|\s[-–—]\s")


def time_frames(text: str) -> list[Span]:
    """Where a goal says by when: a date, a period, an event such as discharge or the next review."""
    kept = [match.span() for match in written("consistency").finditer(text)]
    found = [match.span() for match in written("time_frame").finditer(text)]
    dated = written("before_date")
    found += [(day.start, day.end) for day in find_days(text) if dated.search(text[: day.start])]
    return [span for span in found if not any(span[0] < end and start < span[1] for start, end in kept)]


def baselines(text: str) -> list[Span]:
    """Where a goal tells today's value: after `baseline`, `now`, `from` and the like, in that clause."""
    cued = re.compile(rf"(?<![\w-]){written('baseline').pattern}(?![\w-])", re.IGNORECASE)
    found = [match.span() for match in _BRACKETS.finditer(text) if cued.search(match[1] or match[2] or "")]
    for name in ("from_to", "from_value"):
        found += [match.span("base") for match in written(name).finditer(text)]
    ends = [match.start() for match in _CLAUSE.finditer(text)] + [len(text)]
    starts = [0] + [match.end() for match in _CLAUSE.finditer(text)]
    for cue in cued.finditer(text):
        if not any(start <= cue.start() < end for start, end in found):
            found.append((_first(text, cue, starts), _last(text, cue, ends)))
    return found


def _first(text: str, cue: re.Match[str], starts: list[int]) -> int:
    """A cue after its value (`6 of 20 at evaluation`) takes in its clause from the beginning."""
    start = max(place for place in starts if place <= cue.start())
    before = text[start : cue.start()]
    behind = written("cue_behind").match(cue.group()) and written("adds_values").search(before)
    return start if behind and not written("will").search(before) else cue.start()


def _last(text: str, cue: re.Match[str], ends: list[int]) -> int:
    """To the end of the clause, and on through clauses that only add values."""
    first, *later = [end for end in ends if end >= cue.end()]
    for following in later:
        clause = text[first:following]
        adds = written("adds_values").search(clause) and not written("goes_on").search(clause)
        if not clause.startswith(",") or not adds:
            break
        first = following
    return first
