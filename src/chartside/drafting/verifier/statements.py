"""The facts of a note as small statements, each with its words and exact claims."""

import re
from dataclasses import dataclass, field
from typing import Any

from chartside.drafting.facts import strings
from chartside.drafting.language.concepts import concept
from chartside.drafting.language.data import phrases
from chartside.drafting.language.people import people_in, person_of
from chartside.drafting.language.quantities import show
from chartside.drafting.verifier.reading import Reading, read, words_of
from chartside.kernel.facts import Fact

NOT_DONE = frozenset({"plan", "next_visit", "goal"})
_DENIED = re.compile(
    r"^\W*(?:none|no|yes|denied|denies|nil|negative)(?: (?:reported|noted|observed|today|at all))*\W*$",
    re.IGNORECASE,
)
_NONE_OF = re.compile(r"^\W*(?:none|no)\s+(?=(?:since|during|in|at|this|today|with)\b)", re.IGNORECASE)
_ROLES = ("baseline", "last", "now", "target")
_PIECES = re.compile(
    r"(?<=[^\d\s])[;,.](?=\s)|(?<=\d)[;,](?=\s)(?!\s\d{4}\b)|(?<=\d)\.(?=\s)|\s+and\s+(?=[^;,]*\d)",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"\d\S*\s*(?:[^\W\d_]+\s+)?(?:(?P<before>before|pre\b)|(?P<after>after|post\b))|^\W*(?P<from>from|was|were)\s+\d",
    re.IGNORECASE,
)
_AT_START = re.compile(
    r"\b(?:(?:at|since) (?:the )?(?:start of care|intake|admission)|(?:at|since) SOC)\b", re.IGNORECASE
)
_ROLE_WORDS = dict.fromkeys(("baseline", "initial", "initially", "evaluation"), "baseline")
_ROLE_WORDS |= dict.fromkeys(("previous", "previously", "last", "prior"), "last")
_ROLE_WORDS |= dict.fromkeys(("now", "today", "current", "value", "score"), "now")
_ROLE_WORDS |= dict.fromkeys(("target", "goal"), "target")


@dataclass
class Statement:
    """One small statement of one fact.

    Attributes:
        words: concepts of its own text and of what it is about, each with its polarities.
        other: further concepts of the same fact.
        about: what it is about: the activity, the measure, the label.
        role: which value of a goal it tells, or empty.
        people: who said or did it.
    """

    fact: str
    kind: str
    text: str
    reading: Reading
    words: dict[str, set[bool]] = field(default_factory=dict)
    other: set[str] = field(default_factory=set)
    about: str = ""
    role: str = ""
    people: set[str] = field(default_factory=set)
    code: str = ""
    side: str = ""
    goals: frozenset[str] = frozenset()

    @property
    def sides(self) -> set[str]:
        """The sides it names itself."""
        found = {side for side, _ in self.reading.atoms.sides}
        if not found and self.about:
            found = {side for side, _ in read(self.about).atoms.sides}
        return found | ({self.side} if self.side else set())


def statements_of(fact: Fact) -> list[Statement]:
    """The statements of one fact."""
    value = fact.value if isinstance(fact.value, dict) else {"text": str(fact.value)}
    if fact.kind == "activity":
        found = _of_activity(fact, value)
    elif fact.kind in ("goal", "goal_measure"):
        found = _of_goal(fact, value)
    else:
        found = _of_text(fact, value)
    everything = {word for one in found for word in one.words}
    for one in found:
        one.other = everything - one.words.keys()
    return found


def _make(fact: Fact, text: str, about: str = "", **more: Any) -> Statement:  # noqa: ANN401 (members of Statement)
    reading = read(text)
    found = Statement(fact.id, fact.kind, text, reading, about=about, **more)
    for token in (*reading.tokens, *read(about).tokens):
        found.words.setdefault(token.concept, set()).add(token.positive)
    found.people |= {person for person, _ in people_in(text)} - {"patient"}
    return found


def _of_activity(fact: Fact, value: dict[str, Any]) -> list[Statement]:
    name = str(value.get("activity", ""))
    goals = frozenset(str(goal).upper() for goal in value.get("goals", ()))
    shared: dict[str, Any] = {
        "code": str(value.get("code", "")),
        "goals": goals,
        "side": str(value.get("side", "")).lower(),
    }
    found = [_make(fact, name, **shared)]
    found += [
        _make(fact, piece, name, **shared) for piece in (_pieces(name) if len(_pieces(name)) > 1 else ())
    ]
    if value.get("minutes") is not None:
        found.append(_make(fact, f"{show(value['minutes'])} min", name, **shared))
    for key in ("assist", "performance"):
        part = value.get(key)
        if isinstance(part, dict):
            for text in dict.fromkeys(str(part[member]) for member in ("text", "said") if part.get(member)):
                found += [_make(fact, piece, name, role=_role_of(piece), **shared) for piece in _pieces(text)]
    for word in phrases("plain_words")["code_words"].get(shared["code"], ()):
        for one in found:
            one.words.setdefault(concept(word), {True})
    if value.get("by"):
        found.append(_make(fact, str(value["by"]), name, **shared))
    return found


def _of_goal(fact: Fact, value: dict[str, Any]) -> list[Statement]:
    measure = str(value.get("measure") or "")
    goals = frozenset({str(value.get("goal", "")).upper()} - {""})
    found = [_make(fact, piece, measure, goals=goals) for piece in _pieces(str(value.get("text") or ""))]
    if measure:
        found.append(_make(fact, measure, goals=goals))
    for key in ("baseline_date", "last_date"):
        if value.get(key):
            found.append(_make(fact, str(value[key]), measure, goals=goals, role=key.removesuffix("_date")))
    for role in _ROLES:
        if value.get(role):
            found.append(_make(fact, str(value[role]["said"]), measure, goals=goals, role=role))
    return found


def _of_text(fact: Fact, value: dict[str, Any]) -> list[Statement]:
    about = " ".join(str(value[key]) for key in ("label", "name", "activity") if value.get(key))
    speaker = str(value.get("speaker") or "")
    people = {person_of(speaker) or speaker} - {"", "patient"} if speaker else set()
    if fact.kind == "subjective":
        about = ""
    label = str(value.get("label") or value.get("name") or "")
    found: list[Statement] = []
    for key, part in value.items():
        if key in ("label", "name", "speaker", "flag", "whole", "activity", "role", "clock"):
            continue
        for text in strings(part):
            unit = " min" if key == "minutes" else ""
            found += _spoken(fact, f"{text}{unit}", label, about, people)
    if fact.kind == "billed":
        for one in found:
            one.code = str(value.get("code", ""))
    if value.get("flag"):
        found.append(_make(fact, label.replace("_", " "), ""))
    return found


def _spoken(fact: Fact, text: str, label: str, about: str, people: set[str]) -> list[Statement]:
    if fact.kind == "refusal":
        found = [
            _make(fact, f"refused {piece}" if place == 0 else piece, "")
            for place, piece in enumerate(_pieces(text))
        ]
    elif _DENIED.match(text):
        found = [_make(fact, f"{label}: {text}", "")]
    else:
        denied = _NONE_OF.sub(f"no {label.lower()} ", text) if label else text
        found = [_make(fact, piece, about if denied == text else "") for piece in _pieces(denied)]
    for one in found:
        one.people |= people
        one.role = one.role or _role_of(one.text)
    return found


def _role_of(text: str) -> str:
    timed = _AROUND.search(text)
    if timed:
        return "start" if timed.lastgroup in ("before", "from") else "end"
    if _AT_START.search(text):
        return "baseline"
    words = [word for word in words_of(text) if word in _ROLE_WORDS]
    return _ROLE_WORDS[words[0]] if words else ""


def _pieces(text: str) -> list[str]:
    """A text cut where a new statement begins; the whole comes first, for what spans the cuts."""
    return [piece.strip() for piece in _PIECES.split(text) if piece.strip()]
