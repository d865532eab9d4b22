"""What stands beside an activity's name: minutes, result, help, cues, side, goal."""

import re
from dataclasses import dataclass, field, replace
from functools import cache

from chartside.documentation.dictation.lexicon import (
    any_of,
    matcher,
    pack,
    without_closers,
    without_name,
    without_openers,
)
from chartside.documentation.dictation.numbers import is_attribute
from chartside.drafting.language.assistance import find_levels
from chartside.drafting.language.quantities import DOSE, SCORE, number, unit_of
from chartside.drafting.language.words import WORD, tidy

MINUTES = re.compile(
    r"(?<![\w./-])(\d{1,3})(?:\s*(?:-|–|to)\s*(\d{1,3}))?[\s-]*(?:minutes|mins?"
    r"|minute(?!\s+[^\W\d_]))\b\.?(?!\s*(?:A\b|assist))",
    re.IGNORECASE,
)
GOAL = re.compile(
    r"(?:\b(?:for|toward|towards|under|on)\s+)?\b(?:goals?|[SL]TG)\s*(?:number\s*|no\.?\s*"
    r"|#\s*)?(\d{1,2})\b|\bG(\d{1,2})\b",
    re.IGNORECASE,
)
SIDE = re.compile(
    r"\b(left|right|bilateral(?:ly)?|both)\b(?:\s+(?:upper extremity|lower extremity|UE|LE"
    r"|hands?|arms?|legs?|sides?|foot|feet|knees?|wrists?|shoulders?|hips?|ankles?|elbows?"
    r"|thumbs?))?",
    re.IGNORECASE,
)
_CUE_COUNT = re.compile(
    r"\b\d{1,2}\s+(?:(?:verbal|visual|tactile|gestural|physical)\s+)?(?:cues?|prompts?"
    r"|reminders?|VCs?|TCs?)\b",
    re.IGNORECASE,
)
_NO_HELP = re.compile(
    r"\b(?:no|without)\s+(?:help|assist(?:ance)?|cues?|prompts?)\b|\bon (?:his|her" r"|their) own\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d)?\s*(?:%|percent\b)", re.IGNORECASE)
_AMOUNT = re.compile(r"(?<![\w./-])\d+(?:\.\d+)?\s*(?:%|°|[^\W\d_]{1,12}\b)", re.IGNORECASE)
_HIDDEN = "\x00"


@dataclass
class Slots:
    """What was found in one stretch; `rest` is the text without it, a mark in each gap."""

    minutes: list[int] = field(default_factory=list)
    assist: list[str] = field(default_factory=list)
    cues: list[str] = field(default_factory=list)
    goals: list[str] = field(default_factory=list)
    sides: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    by: str = ""
    rest: str = ""
    doubts: list[str] = field(default_factory=list)


def read_slots(text: str) -> Slots:
    """The slots of one stretch whose numbers are in figures and whose corrections are settled."""
    found = Slots()
    rest = without_comparison(text)
    assistant = _by_assistant().match(rest)
    if assistant:
        found.by, rest = "assistant", rest[assistant.end() :]
    rest = _take_minutes(rest, found)
    rest = _take_help(rest, found)
    for goal in GOAL.finditer(rest):
        found.goals.append(f"G{goal[1] or goal[2]}")
    rest = GOAL.sub(_HIDDEN, rest)
    found.sides = list(dict.fromkeys(_side(side[1]) for side in SIDE.finditer(rest)))
    found.rest = _take_result(rest, found)
    return found


def _side(word: str) -> str:
    return "bilateral" if word.lower().startswith(("bi", "both")) else word.lower()


@cache
def _by_assistant() -> re.Pattern[str]:
    """The assistant as the one who did it (`PTA Wes did`, `the assistant ran`)."""
    titles = any_of(pack()["assistants"])
    verbs = "did|ran|led|worked|completed|took|started"
    return re.compile(rf"\W*(?i:{titles})(?:\s+[A-Z][a-z]+)?\s+(?=(?i:{verbs})\b)")


@cache
def _comparison() -> re.Pattern[str]:
    comparing, earlier = any_of(pack()["comparing"]), any_of(pack()["earlier"])
    return re.compile(rf"[\s,(]*\b(?:{comparing})\s[^,.;]*?\b(?:{earlier})\b\)?", re.IGNORECASE)


def without_comparison(text: str) -> str:
    """`5 of 8, up from 4 of 8 last time` is 5 of 8 today."""
    return _comparison().sub(" ", text)


_SPOKEN_MINUTES = re.compile(
    rf"(?:\b(?:for|of|about|around|another|x)\s+)*{MINUTES.pattern}(?:\s+(?:total|altogether))?",
    re.IGNORECASE,
)


def _take_minutes(text: str, found: Slots) -> str:
    def take(match: re.Match[str]) -> str:
        if _is_result(text[: match.start()].rstrip()):
            return match[0]
        if match[2]:
            found.doubts.append(f"{match[0].strip()}: one number of minutes is needed")
        else:
            found.minutes.append(int(match[1]))
        return _HIDDEN

    return _SPOKEN_MINUTES.sub(take, text)


# "3 of 4 buttons in 2 minutes" is how fast, not how long it was done.
_IN_TIME = re.compile(rf"{SCORE.pattern}[^,.;]*\b(?:in|within|under)$", re.IGNORECASE)


def _is_result(before: str) -> bool:
    """`Sat for 7 minutes` is what was reached, `swing for 7 minutes` how long it was done."""
    if _IN_TIME.search(before):
        return True
    held = re.search(rf"\b(?:{any_of(pack()['sustained'])})(?:\s+[^\W\d_]+)?$", before, re.IGNORECASE)
    return bool(held and name_of(before[: held.start()]))


_FOR_WHAT = re.compile(r"\s+(?:for|on|during|at)\s+[^\x00,;.\d]{1,60}", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:to|/|-)\s*", re.IGNORECASE)


def _take_help(text: str, found: Slots) -> str:
    """Levels from the last to the first, each with what it was needed for; a range is one."""
    levels = find_levels(text)
    end = len(text)
    for place in range(len(levels) - 1, -1, -1):
        level = levels[place]
        after = _FOR_WHAT.match(text, level.end, end)
        upto = after.end() if after else max(level.end, end if end <= level.end else 0)
        start = level.start
        if place and _BETWEEN.fullmatch(text[levels[place - 1].end : start] or "/"):
            levels[place - 1] = replace(levels[place - 1], end=upto)
            end = upto
            continue
        kind = found.cues if level.code.startswith("C") and level.code[1:].isdigit() else found.assist
        kind.insert(0, tidy(text[start:upto]))
        text = text[:start] + _HIDDEN + text[upto:]
        end = start
    for pattern, kind in ((_CUE_COUNT, found.cues), (_NO_HELP, found.assist)):
        kind += [match[0] for match in pattern.finditer(text)]
        text = pattern.sub(_HIDDEN, text)
    return text


def _take_result(text: str, found: Slots) -> str:
    """A score, a dose, a share or an amount, with the words of what was counted."""
    for pattern in (SCORE, DOSE, _PERCENT, _AMOUNT):
        match = pattern.search(text)
        if match is None or (pattern is _AMOUNT and not _is_amount(text, match)):
            continue
        tail = re.match(r"[^\x00,;.()]*", text[match.end() :])
        assert tail is not None
        end = match.end() + len(_cut(tail[0]))
        found.results.append(without_closers(tidy(text[match.start() : end]), "name_ends"))
        rest = text[: match.start()] + _HIDDEN + text[end:]
        return _take_result(rest, found) if len(found.results) < 3 else rest
    return text


def _cut(tail: str) -> str:
    """The words after a score up to where something else begins."""
    stop = matcher("result_ends").search(tail)
    return (tail[: stop.start()] if stop else tail).rstrip()


def _is_amount(text: str, match: re.Match[str]) -> bool:
    """`2 steps` is an amount, `2 step directions` a sort of directions."""
    unit = re.sub(r"^[\d.\s]+", "", match[0])
    if is_attribute(number(re.split(r"[^\d.]", match[0])[0]), unit, text[match.end() :]):
        return False
    return bool(unit_of(unit)) and unit_of(unit) not in ("visit", "day", "week", "month", "year", "point")


def name_of(rest: str) -> str:
    """The name of an activity in what its slots leave: the first stretch that says something."""
    return named_and_left(rest)[0]


def named_and_left(rest: str) -> tuple[str, str]:
    """The name with what follows it up to the first slot, and the words that neither name nor slot holds."""
    stretches = [one for part in rest.split(_HIDDEN) if (one := _plain(part))]
    named = re.sub(r"^(?:to|of|for)\s+(?:the\s+)?(?=\S)", "", stretches[0]) if stretches else ""
    return named, ", ".join(stretches[1:])


_ARTICLE = re.compile(r"^\W*(?:the|a|an|some)\s+(?=\S)", re.IGNORECASE)


def _plain(stretch: str) -> str:
    parts = []
    for part in re.split(r"[,;:()]|(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)\.\s", stretch):
        text = without_openers(without_name(tidy(part)), ("subjects",), ("activity_openers",))
        text = _ARTICLE.sub("", without_closers(tidy(text), "name_ends")).strip(" ,.;:-–—")
        if WORD.search(text):
            parts.append(text)
    return ", ".join(parts)


_NAMED_AFTER = re.compile(
    r"\b(?:on|during|in|with|at)\s+(?:the\s+|a\s+|his\s+|her\s+)?(?P<name>[^\W\d_][^\d,;.]*)$", re.IGNORECASE
)


def name_in_result(result: str) -> str:
    """`5 of 8 on the swing` names the swing, where nothing else was named."""
    dose = DOSE.match(result)
    if dose:
        return tidy(result[dose.end() :])
    found = _NAMED_AFTER.search(result)
    return tidy(found["name"]) if found else ""
