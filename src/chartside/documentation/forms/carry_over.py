"""What was the same last time, offered and never assumed: only what is tapped is a fact of today."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from chartside.documentation.forms.answers import ActivityAnswer, Answers
from chartside.drafting.language.data import load_yaml, pack_file

_FIELDS = ("minutes", "assist", "cues", "prompts", "goal")
_LISTS = ("plan", "skill")


@dataclass(frozen=True)
class Offer:
    """One thing of the last visit that may hold today too.

    Attributes:
        id: `activity:<key>`, `plan:<words>` or `skill:<words>`; what is ticked comes back by it.
        fields: names of the form's fields with the value that a tap sets.
        words: what it says (`Platform swing, 20 min, moderate verbal cues, goal G1`).
    """

    id: str
    fields: tuple[tuple[str, str], ...]
    words: str


def offers(before: Answers | None, labels: dict[str, str]) -> tuple[Offer, ...]:
    """What the last visit's answers offer. Results and reports are today's alone and are never offered.

    Args:
        before: the answers of the visit before; None when no form of it is kept.
        labels: the activities that the form knows, by key.
    """
    if before is None:
        return ()
    return tuple(_offers(before, labels))


def _offers(before: Answers, labels: dict[str, str]) -> Iterator[Offer]:
    for one in before.activities:
        if one.key not in labels or one.key == "other":
            continue
        fields = [("activities", one.key), *_fields(one)]
        parts = (
            labels[one.key],
            f"{one.minutes} min" if one.minutes else "",
            one.assist or one.cues or one.prompts,
        )
        goal = f"goal {one.goal}" if one.goal else ""
        yield Offer(f"activity:{one.key}", tuple(fields), ", ".join(part for part in (*parts, goal) if part))
    for name in _LISTS:
        for words in getattr(before, name):
            yield Offer(f"{name}:{words}", ((name, words),), words[:1].upper() + words[1:])


def _fields(one: ActivityAnswer) -> Iterator[tuple[str, str]]:
    names = {"goal": "for"}
    for field in _FIELDS:
        value = getattr(one, field)
        if value:
            yield f"{names.get(field, field)}:{one.key}", str(value)


def accept(answers: Answers, before: Answers | None, ticked: tuple[str, ...]) -> Answers:
    """The answers with what was ticked filled in where it is still empty; `carried` holds what is as then.

    What a person has answered otherwise stays; an offer that was not ticked leaves nothing.
    """
    if before is None:
        return replace(answers, carried=())
    for offer in ticked:
        kind, _, name = offer.partition(":")
        last = before.activity(name) if kind == "activity" else None
        if last is not None:
            answers = _with_activity(answers, last)
        elif kind in _LISTS and name in getattr(before, kind) and name not in getattr(answers, kind):
            more: dict[str, Any] = {kind: (*getattr(answers, kind), name)}
            answers = replace(answers, **more)
    return replace(answers, carried=tuple(one for one in ticked if carried_fields(answers, before, one)))


def _with_activity(answers: Answers, last: ActivityAnswer) -> Answers:
    today = answers.activity(last.key) or ActivityAnswer(last.key, code=last.code)
    filled: dict[str, Any] = {name: getattr(today, name) or getattr(last, name) for name in _FIELDS}
    merged = replace(today, **filled)
    if answers.activity(last.key):
        kept = tuple(merged if one.key == last.key else one for one in answers.activities)
    else:
        kept = (*answers.activities, merged)
    return replace(answers, activities=kept)


def carried_fields(answers: Answers, before: Answers | None, offer: str) -> tuple[str, ...]:
    """Which fields of an accepted offer still say today what they said then."""
    kind, _, name = offer.partition(":")
    if before is None:
        return ()
    if kind in _LISTS:
        return (kind,) if name in getattr(answers, kind) and name in getattr(before, kind) else ()
    today, last = answers.activity(name), before.activity(name)
    if today is None or last is None:
        return ()
    return tuple(
        field for field in _FIELDS if getattr(last, field) and getattr(today, field) == getattr(last, field)
    )


def mostly_carried(answers: Answers, before: Answers | None) -> bool:
    """Whether most of what was answered was taken over from the last visit."""
    carried = sum(len(carried_fields(answers, before, offer)) for offer in answers.carried)
    told = _answered(answers)
    return told > 0 and carried / told >= _share()


def _answered(answers: Answers) -> int:
    activities = (
        *(getattr(one, field) for one in answers.activities for field in (*_FIELDS, "achieved")),
        *(one.value is not None for one in answers.goals),
    )
    words = (answers.response, answers.skill, answers.plan)
    texts = (answers.response_text, answers.subjective, answers.skilled, answers.plan_text)
    lists = sum(map(len, words)) + len(answers.brought.confirmed) + len(answers.brought.numbers)
    return sum(part not in (None, "", False) for part in activities) + lists + sum(map(bool, texts))


@cache
def _share() -> float:
    pack = load_yaml(pack_file("forms", "carry_over.yaml").read_text(encoding="utf-8"))
    return float(pack["mostly_from"])
