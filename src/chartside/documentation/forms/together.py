"""Several notes of one hour: a group's form in its parts, and what must not cross between them. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from chartside.documentation.forms.answers import OTHER, ActivityAnswer, Answers
from chartside.documentation.forms.fields import Fields
from chartside.documentation.forms.sent import read_answers

SHARED = "shared~"


def part_name(place: int) -> str:
    """The beginning of every field of one patient of the group (`p2~`)."""
    return f"p{place}~"


def part_answers(
    fields: Fields, place: int, goal_codes: Iterable[str], shared: Sequence[str], before: Answers | None
) -> Answers:
    """One patient's answers from the form of the whole group.

    What was shared is everybody's unless the patient was left out of it; everything else is read from the
    patient's own fields only. What only the patient's own form asks stays as it was.

    Args:
        fields: the whole form.
        place: which patient, from 1.
        goal_codes: the goals of that patient's plan.
        shared: the activities that the group form offers.
        before: what the patient's form held.
    """
    own, common = fields.part(part_name(place)), fields.part(SHARED)
    left_out = own.all("left_out")
    keys = [key for key in common.all("activities") if key in shared and key not in left_out]
    values = {name: found for name, found in own.values.items() if name != "activities"}
    values["activities"] = keys
    for key in keys:
        values[f"minutes:{key}"] = list(own.all(f"minutes:{key}") or common.all(f"minutes:{key}"))
        values[f"name:{key}"] = list(own.all(f"name:{key}") or common.all(f"name:{key}"))
    answers = read_answers(Fields(values), goal_codes)
    if before is None:
        return answers
    done = tuple(_with_what_stood(one, before.activity(one.key)) for one in answers.activities)
    others = tuple(one for one in before.activities if one.key not in shared)
    kept: dict[str, Any] = {
        name: getattr(before, name) for name in ("attendance", "required", "brought", "carried")
    }
    return replace(answers, activities=(*done, *others), **kept)


def _with_what_stood(today: ActivityAnswer, before: ActivityAnswer | None) -> ActivityAnswer:
    """What the group's form does not ask of an activity stays as the patient's own form has it."""
    if before is None:
        return today
    helped = today.assist or today.cues or today.prompts
    stood = {} if helped else {name: getattr(before, name) for name in ("assist", "cues", "prompts")}
    return replace(today, code=before.code, **stood)


def shared_activities(offered: Sequence[Iterable[str]]) -> tuple[str, ...]:
    """The activities that every patient of the group can do by the specialty, and the one that is named."""
    if not offered:
        return (OTHER,)
    first, *rest = [[key for key in keys if key != OTHER] for keys in offered]
    return (*(key for key in first if all(key in keys for keys in rest)), OTHER)


def crossing(answers: Answers, others: Iterable[str]) -> tuple[str, ...]:
    """Names of other members of the group that stand in somebody's answers, each once.

    A name counts as a whole word with its capital: `Will` the boy, not the verb.
    """
    texts = " \n ".join(_texts(answers))
    names = {part for name in others for part in name.split() if len(part) > 1}
    return tuple(sorted(name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", texts)))


def _texts(answers: Answers) -> Iterator[str]:
    yield from (answers.response_text, answers.subjective, answers.skilled, answers.plan_text)
    yield from (one.name for one in answers.activities)
    yield from (*answers.attendance.untreated, *answers.attendance.present)
    for taken in answers.brought.confirmed:
        yield from _strings(taken.value)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)
