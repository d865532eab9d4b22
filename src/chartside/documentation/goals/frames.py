"""Where in a goal's text the time frame stands, and where the baseline."""

import re

from chartside.drafting.language.days import find_days
from chartside.drafting.language.quantities import NUMBER_WORDS

Span = tuple[int, int]
_WORDS = "|".join(NUMBER_WORDS)
_N = rf"(?:\d+|{_WORDS})"
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_PERIOD = r"(?:days?|wks?|weeks?|months?|mos?|mths?|years?|yrs?|visits?|sessions?|treatments?|tx|quarters?|semesters?|marking periods?|trimesters?|terms?)"
_EVENT = (
    r"(?:discharge|d/c|dc|(?:the\s+)?next\s+(?:annual\s+)?(?:IEP|review|progress\s+report|re-?evaluation|re-?cert\w*|visit|annual|PR|reporting)(?:\s+\w+)?"
    r"|(?:the\s+)?(?:annual\s+)?(?:IEP\s+)?(?:annual\s+)?review(?:\s+date)?|(?:the\s+)?(?:\d+-day\s+)?re-?evaluation|(?:this|the|current)\s+(?:certification|cert|school|treatment|authorization|reporting|plan)\s+(?:period|year|of care)"
    r"|(?:the\s+)?school\s+year|(?:the\s+)?(?:certification|cert|authorization)\s+period|(?:the\s+)?(?:plan of care|POC|episode(?: of care)?|semester|quarter|summer|IEP(?:\s+\w+)?|term|year|program)|graduation|spring break|winter break|kindergarten)"
)
_TIME_FRAMES = [
    re.compile(
        rf"\b(?:in|within|over|by|after|for|during|at|x)\s+(?:the\s+)?(?:next\s+|first\s+|about\s+|a\s+total\s+of\s+)?{_N}(?:\s*(?:-|–|to)\s*{_N})?[\s-]*{_PERIOD}\b(?!\s+(?:a|per|each|/)\b)",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:by|in|at|until)\s+(?:the\s+end\s+of\s+)?(?:the\s+)?(?:week|wk|month|visit|session)\s+#?{_N}\b", re.IGNORECASE),
    re.compile(rf"^\W*(?:LTG|STG|long[- ]term goal|short[- ]term goal|goal)s?\b[^:.]{{0,12}}?\(?\s*{_N}(?:\s*(?:-|–|to)\s*{_N})?[\s-]*{_PERIOD}\)?", re.IGNORECASE),
    re.compile(rf"\b(?:by|at|on|before|until|prior to|within|over|in|through|upon)\s+(?:the\s+)?(?:time\s+of\s+)?(?:end\s+of\s+)?{_EVENT}\b", re.IGNORECASE),
    re.compile(r"\b(?:by|before|until|due|due by|target date:?|on or before|no later than|end of|through|in)\s+(?:the\s+end\s+of\s+)?(?:\d{1,2}/\d{4}\b|\d{1,2}/\d{1,2}(?:/\d{2,4})?\b(?!\s*(?:trials|tries|opp|times|attempts|days|steps)))", re.IGNORECASE),
    re.compile(rf"\b(?:by|before|until|due|in|end of|through)\s+(?:the\s+end\s+of\s+|early\s+|mid-?\s*|late\s+)?{_MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b)?,?(?:\s+\d{{4}}\b)?", re.IGNORECASE),
    re.compile(r"\bby\s+(?:the\s+)?(?:fall|spring|winter|summer|christmas|thanksgiving|easter)\b(?:\s+\d{4})?", re.IGNORECASE),
    re.compile(rf"\({_N}(?:\s*(?:-|–|to)\s*{_N})?[\s-]*{_PERIOD}\)|\b{_N}[\s-]*{_PERIOD}\s*:", re.IGNORECASE),
    re.compile(r"\bthis (?:school )?(?:year|semester|quarter)\b", re.IGNORECASE),
]
_CONSISTENCY = re.compile(rf"\b(?:over|across|for|in|x)\s+(?:the\s+)?(?:{_N}\s+(?:consecutive|different|separate|data|treatment)\s+\w+|{_N}\s+(?:sessions?|days?|trials?)\s+in a row)", re.IGNORECASE)
_DATED = re.compile(r"\b(?:by|before|until|due|no later than|target(?:\s+date)?|through|end of|on or before)\W*$", re.IGNORECASE)

_CUE = (
    r"(?:baseline|base\s?line|BL|currently|current(?:\s+level)?|at present|presently|present levels?|PLOP|PLAAFP|at (?:initial )?(?:eval(?:uation)?|intake|start|baseline|SOC|IE)|(?:at|from) the start"
    r"|initially|initial(?=\s*:|\s+(?:level|score|value|eval))|starting(?:\s+level)?|started|up from|down from|improved from|progress(?:ed|ing) from|increased? from|was|were|previously|having needed|today|evaluation:|eval:|intake:|now|at this time|to date|in September|had been)"
)
_PAREN = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_CUED = re.compile(rf"(?<![\w-]){_CUE}(?![\w-])", re.IGNORECASE)
_VALUE = rf"(?:(?:min|mod|max|total)(?:imal|erate)?\.?\s*(?:A\b|assist\w*|\w+\s+cues?|cues?)|CGA|SBA|supervision|dependen\w+|setup|{_N}(?:\s*(?:/|of|out of)\s*{_N})?)"
_UNIT = r"(?:\s*(?:%|percent|lbs?|pounds?|kg|degrees?|deg|°|seconds?|secs?|minutes?|mins?|feet|ft|meters?|m/s|m|words?|points?|steps?|blocks?|miles?|inches|cm|mm|trials?|times?|spills?|cues?|prompts?|foods?|syllables?|dB|wpm|mph|m/s))?"
_FROM_TO = re.compile(rf"\bfrom\s+(?P<base>(?:an?\s+)?(?:\w+\s+)?{_VALUE}{_UNIT})(?=\s+(?:to|up to)\b)", re.IGNORECASE)
_FROM = re.compile(
    rf"\bfrom\s+(?P<base>{_VALUE}{_UNIT})(?=\s*(?:[.,;)]|$|at\b|today\b|currently\b|now\b|in\s+{_MONTH}|on\b|with\b|per\b|baseline\b|last\b|spills?\b|a\b))",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;()\[\]]|\.(?=\s|$)|,(?!\d)|\s[-–—]\s")


def time_frames(text: str) -> list[Span]:
    """Where a goal says by when: a date, a period, an event such as discharge or the next review."""
    kept = [match.span() for match in _CONSISTENCY.finditer(text)]
    found = [match.span() for pattern in _TIME_FRAMES for match in pattern.finditer(text)]
    found += [(day.start, day.end) for day in find_days(text) if _DATED.search(text[: day.start])]
    return [
        span for span in found if not any(span[0] < end and start < span[1] for start, end in kept)
    ]


def baselines(text: str) -> list[Span]:
    """Where a goal tells today's value: after `baseline`, `now`, `from` and the like, to the end of the clause."""
    found = [match.span() for match in _PAREN.finditer(text) if _CUED.search(match[1] or match[2] or "")]
    found += [match.span("base") for match in (*_FROM_TO.finditer(text), *_FROM.finditer(text))]
    ends = [match.start() for match in _CLAUSE.finditer(text)] + [len(text)]
    starts = [0] + [match.end() for match in _CLAUSE.finditer(text)]
    for cue in _CUED.finditer(text):
        if any(start <= cue.start() < end for start, end in found):
            continue
        found.append((_first(text, cue, starts), _last(text, cue, ends)))
    return found


def _first(text: str, cue: re.Match[str], starts: list[int]) -> int:
    """A cue after its value (`6 of 20 at evaluation`) takes in its clause from the beginning."""
    start = max(place for place in starts if place <= cue.start())
    before = text[start : cue.start()]
    behind = cue.group().lower()
    late = behind.startswith(("at ", "today", "from the start", "now", "to date", "in september"))
    return start if late and re.search(rf"{_N}|\bA\b", before) and not re.search(r"\bwill\b", before) else cue.start()


def _last(text: str, cue: re.Match[str], ends: list[int]) -> int:
    """To the end of the clause, and on through clauses that only add values."""
    later = [end for end in ends if end >= cue.end()]
    end = later[0]
    for following in later[1:]:
        clause = text[end:following]
        if text[end : end + 1] != "," or re.search(r"\b(?:will|by|within|to|so|in order)\b", clause) or not re.search(rf"{_N}|assist|\bA\b|independ|superv", clause, re.IGNORECASE):
            break
        end = following
    return end
