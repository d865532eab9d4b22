"""Goals that a document states, as it states them; a mention of one is none."""

import re
from collections.abc import Iterable, Iterator

from chartside.documentation.goals.parse import parse_goal

_LABEL = re.compile(
    r"(?:^|(?<=[.;:\n•)])\s*|(?<=\s))(?P<label>(?:(?:new|functional|annual|measurable|revised|OT|PT|ST|SLP|long[- ]term|short[- ]term|patient|client|family|treatment)\s+)*(?:goals?|LTGs?|STGs?|objectives?|benchmarks?)"
    r"(?:\s*(?:#\s*)?[A-Z]?\d+[a-z]?)?(?:\s*\([^)]{1,40}\))?(?:\s+(?:in|within|by)?\s*\d+\s*(?:weeks?|wks?|months?|visits?))?)\s*(?::|\s[-–]\s)\s*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:^|(?<=[.;\s]))\(?\d{1,2}[.)]\s+(?=[A-Z])")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|\n+")
_NO_GOAL = re.compile(
    r"^\W*(?:not\s+)?(?:partially\s+)?(?:met|ongoing|on-?going|progress\w*|continue\w*|discontinu\w*|achieved|see|as above|per|addressed|same|unchanged|new|deferred|n/?a|none|upgraded|modified|revised|baseline|\d|[A-Z]\d\b|[<>])",
    re.IGNORECASE,
)
_WILL = re.compile(r"\b(?:will|'ll|is to|to be able to)\b", re.IGNORECASE)
_NOT_PATIENT = re.compile(
    r"\b(?:will|to)\s+(?:be\s+(?:seen|re-?evaluated|re-?assessed|discharged|referred|scheduled|monitored|given|provided|issued)|continue\b|benefit|return\s+(?:in|for|to\s+(?:clinic|therapy|md|see))|attend\s+(?:therapy|OT|PT|ST|sessions)|follow up|receive|require|need\b|begin|start|progress\b|work on|trial|reassess|contact|call|send|bring)",
    re.IGNORECASE,
)
_THERAPIST = re.compile(r"^\W*(?:therapist|clinician|OTR?|PT\b(?!\.?\s+will\s+(?!continue))|COTA|PTA|SLP|this (?:therapist|writer|clinician)|we|I|plan|next|HEP|team|staff|writer)\b", re.IGNORECASE)
_FRAME_FIRST = re.compile(r"^\W*(?:in|within|by|over|given|at the end of)\s", re.IGNORECASE)


def stated_goals(sentences: Iterable[str]) -> list[str]:
    """The goals stated in these sentences, in order, verbatim.

    A label (`Goal:`, `LTG 1:`) is left out unless it holds the time frame. A mention (`toward goal G1`), a
    state (`Goal 2: met`) and a plan of the therapist are no goals.
    """
    found = [goal for sentence in sentences for goal in _in_sentence(sentence)]
    return list(dict.fromkeys(found))


def _in_sentence(text: str) -> Iterator[str]:
    labels = list(_LABEL.finditer(text))
    if labels:
        for place, label in enumerate(labels):
            end = labels[place + 1].start() if place + 1 < len(labels) else len(text)
            yield from _labelled(text[label.start("label") : end], label.end() - label.start("label"))
        return
    for sentence in _SENTENCE.split(text):
        if sentence and _is_goal(sentence):
            yield sentence.strip()


def _labelled(whole: str, start: int) -> Iterator[str]:
    body = whole[start:]
    marks = [match.start() for match in _NUMBERED.finditer(body)]
    pieces = [body[a:b] for a, b in zip(marks, [*marks[1:], len(body)], strict=True)] if marks else [body]
    for piece in pieces:
        goal = _NUMBERED.sub("", piece, count=1).strip(" ;") if marks else piece.strip(" ;")
        if len(goal.split()) < 2 or _NO_GOAL.match(goal):
            continue
        in_label = bool(parse_goal(whole[:start]).time_frame) and not parse_goal(goal).time_frame
        yield whole.strip(" ;") if in_label and not marks else goal


def _is_goal(sentence: str) -> bool:
    """Without a label: a patient `will` do something that can be seen, with a target or a time."""
    if _THERAPIST.match(sentence) or _NOT_PATIENT.search(sentence):
        return False
    if not _WILL.search(sentence) and not _FRAME_FIRST.match(sentence):
        return False
    goal = parse_goal(sentence)
    if not _WILL.search(sentence):
        return bool(goal.verb and goal.time_frame and goal.targets)
    return bool(goal.time_frame or goal.targets) and bool(goal.verb or goal.weak_verb)
