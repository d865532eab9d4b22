"""Goals that a document states, as it states them; a mention of one is none."""

import re
from collections.abc import Iterable, Iterator

from chartside.documentation.goals.parse import parse_goal
from chartside.documentation.goals.words import written

_NUMBERED = re.compile(r"(?:^|(?<=[.;\s]))\(?\d{1,2}[.)]\s+(?=[A-Z])")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|\n+")


def stated_goals(sentences: Iterable[str]) -> list[str]:
    """The goals stated in these sentences, in order, verbatim.

    A label (`Goal:`, `LTG 1:`) is left out unless it holds the time frame. A mention (`toward goal G1`), a
    state (`Goal 2: met`) and a plan of the therapist are no goals.
    """
    found = [goal for sentence in sentences for goal in _in_sentence(sentence)]
    return list(dict.fromkeys(found))


def _in_sentence(text: str) -> Iterator[str]:
    labels = list(written("goal_label").finditer(text))
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
        if len(goal.split()) < 2 or written("goal_state").match(goal):
            continue
        in_label = bool(parse_goal(whole[:start]).time_frame) and not parse_goal(goal).time_frame
        yield whole.strip(" ;") if in_label and not marks else goal


def _is_goal(sentence: str) -> bool:
    """Without a label: a patient `will` do something that can be seen, with a target or a time."""
    if written("therapist").match(sentence) or written("not_patient").search(sentence):
        return False
    if not written("will").search(sentence) and not written("frame_first").match(sentence):
        return False
    goal = parse_goal(sentence)
    if not written("will").search(sentence):
        return bool(goal.verb and goal.time_frame and goal.targets)
    return bool(goal.time_frame or goal.targets) and bool(goal.verb or goal.weak_verb)


def is_continuation(sentence: str) -> bool:
    """Whether a sentence only goes on about the goal before it (`Baseline: 2 of 10.`)."""
    return bool(written("continued").match(sentence))


def is_goal_heading(section: str) -> bool:
    """Whether the heading of a section names goals."""
    return bool(written("goal_heading").search(section))


def may_be_goal(sentence: str) -> bool:
    """Among goals, a sentence with an action, a target or a task is one, however vague; a state is none."""
    if written("goal_label").search(sentence) or written("goal_state").match(sentence):
        return False
    if written("therapist").match(sentence) or written("not_patient").search(sentence):
        return False
    goal = parse_goal(sentence)
    said = goal.verb or goal.weak_verb or goal.targets or goal.occupation
    return len(sentence.split()) > 1 and bool(said)
