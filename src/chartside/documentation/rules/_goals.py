"""The goals of a document: those that were told, those that the text states, and what it says of each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import is_goal, reading, says
from chartside.documentation.rules._values import values_of
from chartside.drafting.comparison import compare, direction
from chartside.drafting.language.words import stems
from chartside.drafting.verifier.meaning import free_stems
from chartside.kernel.facts import Fact

_LONG = re.compile(r"\b(?:LTG|long[- ]term|annual|discharge goal)", re.IGNORECASE)
_SHORT = re.compile(r"\b(?:STG|short[- ]term|objective|benchmark)", re.IGNORECASE)
_LABEL = re.compile(r"\b(?:LTG|STG|goals?|objective)\s*#?\s*\d+[a-z]?\b|#\s*\d+", re.IGNORECASE)
_ROLES = ("baseline", "last", "now", "target")


@dataclass(frozen=True)
class ToldGoal:
    """A goal that was told, with the amounts that were measured of it by role."""

    id: str
    text: str
    values: Mapping[str, dict[str, Any]]
    facts: frozenset[str]

    @property
    def name(self) -> str:
        """What a person calls it."""
        return (
            f"Goal {self.id}" if self.id and not self.id.lower().startswith("goal") else self.id or self.text
        )

    @staticmethod
    def is_said(amount: Mapping[str, Any], text: str) -> bool:
        """Whether a text holds an amount."""
        wanted = values_of(str(amount.get("said", ""))) or values_of(str(amount.get("text", "")))
        held = values_of(text)
        plain = {value[0] if kind == "score" else value for kind, value in held}
        return not wanted or any(
            one in held or (one[1][0] if one[0] == "score" else one[1]) in plain for one in wanted
        )

    def moved(self) -> bool | None:
        """Whether the goal came nearer over the period; None when that cannot be known."""
        start, now = self.values.get("last") or self.values.get("baseline"), self.values.get("now")
        if not start or not now:
            return None
        change, way = compare(now, start), direction(dict(self.values))
        if change is None:
            return None
        return change == {"up": 1, "down": -1}.get(way, change or 1)


def told_goals(note: Note) -> list[ToldGoal]:
    """The goals of the plan of care and of the session, those of one id as one."""
    found: dict[str, list[Fact]] = {}
    for fact in note.of_kind("goal", "goal_measure"):
        key = str(fact.value.get("goal") or fact.value.get("measure") or fact.value.get("text") or fact.id)
        found.setdefault(key.lower(), []).append(fact)
    return [_joined(facts) for facts in found.values()]


def _joined(facts: list[Fact]) -> ToldGoal:
    record: dict[str, Any] = {}
    for fact in facts:
        record |= {key: value for key, value in fact.value.items() if key not in record}
    values = {role: record[role] for role in _ROLES if isinstance(record.get(role), dict)}
    text = " ".join(str(record[key]) for key in ("measure", "text") if record.get(key))
    return ToldGoal(str(record.get("goal") or ""), text, values, frozenset(fact.id for fact in facts))


def sentences_on(note: Note, goal: ToldGoal) -> list[dict[str, Any]]:
    """The sentences that name a goal; where none does, those that rest on it or use most of its words."""
    name = re.sub(r"[-. ]", r"[-. ]?", re.escape(goal.id).replace("\\", "")) if goal.id else ""
    named = re.compile(rf"(?<![\w]){name}(?!\w)|\bgoals? {name}(?!\w)", re.IGNORECASE) if name else None
    if goal.id.isdigit():
        named = re.compile(rf"\b(?:goal|LTG|STG|objective)s? ?#?{goal.id}(?!\w)", re.IGNORECASE)
    wanted = set(stems(goal.text)) - free_stems()
    by_name = [sentence for sentence in note.sentences if named and named.search(reading(sentence))]
    return by_name or [
        sentence
        for sentence in note.sentences
        if goal.facts & set(sentence["facts"])
        or (wanted and len(wanted & set(stems(reading(sentence)))) * 2 >= len(wanted))
    ]


def goals_stated(note: Note) -> list[dict[str, Any]]:
    """The sentences that state a goal."""
    return [sentence for sentence in note.sentences if is_goal(sentence)]


def long_term(note: Note) -> list[dict[str, Any]]:
    """The long-term goals of the text; all of its goals where it does not tell long from short."""
    goals = goals_stated(note)
    long = [sentence for sentence in goals if _LONG.search(reading(sentence))]
    return long or [sentence for sentence in goals if not _SHORT.search(reading(sentence))]


def is_measurable(text: str) -> bool:
    """Whether a goal has a target: a score, a level of help, a count, a time."""
    plain = _LABEL.sub(" ", text)
    return bool(values_of(plain)) or says(plain, "goal_done")
