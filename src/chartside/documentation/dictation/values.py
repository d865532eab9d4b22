"""From the words of a piece to the typed value of its kind."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from chartside.documentation.dictation.heads import speaker_in
from chartside.documentation.dictation.lexicon import matcher, person, without_openers
from chartside.documentation.dictation.measures import read_measure
from chartside.documentation.dictation.model import Kind
from chartside.documentation.dictation.slots import GOAL, Slots, name_in_result, named_and_left
from chartside.drafting.language.days import find_clock_times
from chartside.drafting.language.negation import negators
from chartside.drafting.language.quantities import DOSE, NUMBER, SCORE, number, unit_of
from chartside.drafting.language.words import tidy, words

Value = tuple[dict[str, Any], tuple[str, ...]]
_QUOTED = re.compile(r"\"([^\"\n]+)\"|“([^”\n]+)”")
_LEAD = re.compile(r"^\W*(?:and|so|then|but|also|um|uh|okay|ok|well)\b[\s,]*", re.IGNORECASE)
_SAFETY = (
    ("Pain", r"\bpain|sore|ach(?:e|ing)"),
    ("Falls", r"\bf[ae]ll"),
    ("Vital signs", r"\bbp\b|blood pressure|heart rate|\bhr\b|pulse|spo2|\bo2\b|vitals"),
    ("Skin", r"\bskin|redness|bruis|blister|wound"),
)
_MINUTES = re.compile(r"(\d{1,3})\s*(?:minutes?|mins?)", re.IGNORECASE)


def clean(text: str) -> str:
    """A piece without its connecting words and the marks around it."""
    before, text = None, tidy(text)
    while before != text:
        before, text = text, _LEAD.sub("", text)
    return text.strip(" ,;:-–—•*").rstrip(".")


def value_of(kind: Kind, text: str, slots: Slots, speaker: str) -> Value:
    """The value that a text has as one of a kind, and its doubts.

    Args:
        kind: what it is taken for.
        text: its words, numbers in figures and corrections settled.
        slots: what was read of it.
        speaker: whose turn it stands in.
    """
    if kind is Kind.ACTIVITY:
        return _activity(slots)
    if kind is Kind.REPORT:
        return _report(text, speaker), ()
    if kind in _READERS:
        return _READERS[kind](text)
    return {"text": clean(text)}, ()


def _activity(slots: Slots) -> Value:
    doubts = list(slots.doubts)
    named, left = named_and_left(slots.rest)
    doses = [one for one in slots.results if DOSE.match(one)]
    if doses and slots.rest.lstrip(" ,.").startswith("\x00") and name_in_result(doses[0]):
        named, left = name_in_result(doses[0]), ", ".join(filter(None, (named, left)))
    named = named or next(filter(None, map(name_in_result, slots.results)), "")
    value: dict[str, Any] = {"activity": named}
    if len(set(slots.minutes)) > 1:
        doubts.append("more than one number of minutes was said")
    elif slots.minutes:
        value["minutes"] = slots.minutes[0]
    for name, found in (("performance", slots.results), ("assist", slots.assist), ("cues", slots.cues)):
        if found:
            value[name] = ", ".join(dict.fromkeys(found))
    if len(slots.sides) == 1:
        value["side"] = slots.sides[0]
    if slots.goals:
        value["goal"] = slots.goals[0] if len(slots.goals) == 1 else slots.goals
    if slots.by:
        value["by"] = slots.by
    if left:
        value["note"] = left
    if slots.minutes and matcher("sustained").match(named):
        doubts.append("minutes of treatment, or what was reached")
    if not value["activity"]:
        doubts.append("no name of an activity was heard")
    return value, tuple(doubts)


def _report(text: str, speaker: str) -> dict[str, Any]:
    who = speaker_in(text).lower()
    quote, said = quoted(text), clean(text)
    if who == "patient":
        said = re.sub(r"^(?:he|she|they)\b", "patient", said, flags=re.IGNORECASE)
    cut = _attribution(who).match(said) if who else None
    if cut:
        rest = said[cut.end() :].strip(" ,:")
        said = f"denies {rest}" if cut["denies"] else rest
        # What stands in Spanish is that person's own wording; it is never put into other words.
        quote = quote or (rest if cut["spanish"] else "")
    value = {"speaker": person(who) or who or speaker, "text": quote or said.strip(' ,:"“”')}
    return value | ({"quote": quote} if quote else {})


def quoted(text: str) -> str:
    """The first words in quotation marks; empty without any."""
    found = _QUOTED.search(text)
    return (found[1] or found[2]).strip() if found else ""


@cache
def _attribution(who: str) -> re.Pattern[str]:
    saying, spanish = matcher("saying").pattern, matcher("spanish", "saying").pattern
    return re.compile(
        rf".*?\b{re.escape(who)}(?:\s+(?:also|then|again|just))?\s*[:,]?\s*"
        rf"(?:(?P<spanish>{spanish})\s*(?:que\b)?|(?P<denies>den(?:ies|ied)\b)"
        rf"|{saying})?\s*(?:that\b|:|,)?\s*",
        re.IGNORECASE,
    )


def _goal(text: str) -> Value:
    found = GOAL.search(text)
    value: dict[str, Any] = {"goal": f"G{found[1] or found[2]}"} if found else {}
    rest = GOAL.sub(" ", text)
    score = SCORE.search(rest)
    if score:
        value |= {"achieved": number(score["a"]), "total": number(score["b"])}
        return value, ()
    amounts = list(NUMBER.finditer(rest))
    if len(amounts) == 1:
        value |= {"value": number(amounts[0]["n"])}
        unit = unit_of(amounts[0]["unit"] or "")
        return value | ({"unit": unit} if unit else {}), ()
    return value | {"text": clean(rest)}, ("no single number was heard for this goal",)


def _time(text: str) -> Value:
    value: dict[str, Any] = {"text": clean(text)}
    clocks = find_clock_times(text)
    minutes = _MINUTES.search(text)
    if clocks:
        ends = re.search(r"\b(?:ended|end|finished|time out|left|stopped)\b", text, re.IGNORECASE)
        names = ("start", "end") if len(clocks) > 1 else ("end",) if ends else ("start",)
        for name, at in zip(names, _of_one_half(clocks), strict=False):
            value[name] = f"{at // 60:02d}:{at % 60:02d}"
    elif minutes and re.search(r"\blate\b", text, re.IGNORECASE):
        value["late_minutes"] = int(minutes[1])
    elif minutes and re.search(r"\bearly\b", text, re.IGNORECASE):
        value["early_minutes"] = int(minutes[1])
    elif minutes:
        value["total_minutes"] = int(minutes[1])
    return value, () if len(value) > 1 else ("no number of minutes was heard",)


def _of_one_half(clocks: list[tuple[int, bool, int, int]]) -> list[int]:
    """Times in minutes of the day; "2:00 to 2:45 pm" is the afternoon twice."""
    times = [at for at, _, _, _ in clocks]
    if len(clocks) == 2 and clocks[1][1] and not clocks[0][1] and times[0] + 720 <= times[1]:
        times[0] += 720
    return times


def _safety(text: str) -> dict[str, Any]:
    said = clean(text)
    name = next((name for name, pattern in _SAFETY if re.search(pattern, said, re.IGNORECASE)), "Safety")
    denied = any(word in negators() or word.endswith("n't") for word in words(said))
    return {"name": name, "text": said} | ({"denied": True} if denied else {})


def _plan(text: str) -> str:
    said = clean(text)
    lead = re.match(
        r"(?:the\s+)?plan(?:\s+(?:is|for next (?:time|visit|session|week)|for|will be))*\s*(?:to\b"
        r"|:|,)?\s*(?:is\s+)?(?:to\b\s*)?",
        said,
        re.IGNORECASE,
    )
    said = said[lead.end() :] if lead else said
    said = re.sub(r"^next (?:time|visit|session)\b[\s,:]*", "", said, flags=re.IGNORECASE) or said
    own = re.match(
        r"(?:we|i)(?:\s+will|['’]ll|\s+(?:am|are)\s+going\s+to|['’]re\s+going\s+to"
        r"|['’]m\s+going\s+to)\s+",
        said,
        re.IGNORECASE,
    )
    return (said[own.end() :] if own else said) or clean(text)


_READERS: dict[Kind, Callable[[str], Value]] = {
    Kind.GOAL: _goal,
    Kind.MEASURE: lambda text: read_measure(text) or ({"text": clean(text)}, ("no number was read",)),
    Kind.TIME: _time,
    Kind.SAFETY: lambda text: (_safety(text), ()),
    Kind.PLAN: lambda text: ({"text": _plan(text)}, ()),
}


def talks_to_patient(text: str) -> bool:
    """Talk in the room ("good job, try again"), no statement about the visit."""
    said = set(words(text))
    return bool(said & {"you", "your", "you're", "let's"}) or bool(matcher("room_talk").search(text))


def says_nothing(text: str) -> bool:
    """Nothing but fillers, or a question."""
    return text.rstrip(' "”').endswith("?") or not words(without_openers(text, ("fillers",)))
