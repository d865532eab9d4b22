"""Who entered which answer: each keeps its first stamp for as long as it says the same."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime

from chartside.documentation.forms.answers import Answers
from chartside.documentation.forms.evidence import Stamp

_ATTENDANCE: dict[str, tuple[str, ...]] = {
    "late": ("late", "late_reason"),
    "early": ("early", "early_reason"),
    "attendance": ("late", "late_reason", "early", "early_reason"),
    "time_not_treated": ("untreated",),
    "refused": ("declined",),
    "present": ("present",),
}


def stamped(answers: Answers, before: Answers | None, by: str, at: datetime) -> Answers:
    """The answers with a stamp for each: the former one where the answer is the same, else a new one."""
    was = dict(_told(before)) if before else {}
    stamps = before.entered if before else {}
    return replace(
        answers,
        entered={
            name: stamps[name] if name in stamps and was.get(name) == value else Stamp(by, at)
            for name, value in _told(answers)
        },
    )


def people(answers: Answers) -> tuple[str, ...]:
    """Everybody who entered something, in the order of their first entry."""
    found = sorted(answers.entered.values(), key=lambda one: one.at)
    return tuple(dict.fromkeys(one.by for one in found))


def _told(answers: Answers) -> Iterator[tuple[str, object]]:
    """Each answer by its name."""
    for one in answers.activities:
        yield f"activity:{one.key}", one
    for goal in answers.goals:
        yield f"goal:{goal.goal}", goal
    for name in ("response", "skill", "plan"):
        for word in getattr(answers, name):
            yield f"{name}:{word}", word
    texts = {"response_text": answers.response_text, "subjective": answers.subjective}
    texts |= {"skill_text": answers.skilled, "plan_text": answers.plan_text}
    yield from ((name, text) for name, text in texts.items() if text)
    attendance = asdict(answers.attendance)
    for name, members in _ATTENDANCE.items():
        if any(attendance[member] for member in members):
            yield name, [attendance[member] for member in members]
    yield from ((f"asked:{name}", chosen) for name, chosen in answers.required.items() if chosen)
    for taken in answers.brought.confirmed:
        yield f"taken:{taken.id}", taken
    for number in answers.brought.numbers:
        yield f"taken:{number.id}", number
