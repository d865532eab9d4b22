"""Words of direction against the values: what rose, fell, improved, was met; recomputed, never looked up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from chartside.drafting.comparison import compare, direction, is_met
from chartside.drafting.language.assistance import levels
from chartside.drafting.language.words import WORD
from chartside.drafting.model import Problem, ProblemType
from chartside.drafting.verifier.claimed import amounts, role_at
from chartside.drafting.verifier.ledger import Ledger, is_done
from chartside.drafting.verifier.reading import Reading
from chartside.drafting.verifier.statements import Statement
from chartside.drafting.verifier.trends import directions
from chartside.rulebook.packs import shipped_packs

_NEEDS = {
    "up": re.compile(r"^\s*(?:from|by|\d|to\s+\d)", re.IGNORECASE),
    "down": re.compile(r"^\s*(?:from|by|\d|to\s+\d)", re.IGNORECASE),
    "fell": re.compile(r"^\s*(?:from|to|by|below|since|\d)", re.IGNORECASE),
    "fallen": re.compile(r"^\s*(?:from|to|by|below|since|\d)", re.IGNORECASE),
    "held": re.compile(r"^\s*(?:at|steady|stable)", re.IGNORECASE),
    "under": re.compile(r"^\s*\d"),
    "below": re.compile(r"^\s*(?:\d|the|her|his|their|target|goal|baseline)", re.IGNORECASE),
    "above": re.compile(r"^\s*(?:\d|the|her|his|their|target|goal|baseline)", re.IGNORECASE),
    "beyond": re.compile(r"^\s*(?:\d|the target|target|goal)", re.IGNORECASE),
    "over": re.compile(r"^\s*\d"),
}
_REFERENCE = re.compile(
    r"(?P<baseline>\bbaseline|\bevaluation|\binitial|\bstart of care)"
    r"|(?P<last>\blast (?:visit|session|time|week)|\bprevious|\bprior)",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"\b(?:reached|achieved|attained|accomplished)\s+(?:the |her |his |their |this )?(?:\w+ ){0,3}"
    r"(?:goal|target|criterion)\b",
    re.IGNORECASE,
)
_EVERY = re.compile(r"\b(?:both|all|every|each)\b(?: of)?(?: \w+){0,2} goals?\b", re.IGNORECASE)
_OPPOSITE = {"up": "down", "down": "up", "better": "worse", "worse": "better"}
DOES_NOT_FOLLOW = "does not follow from the facts"
_EARLY, _LATE = ("baseline", "last", "start"), ("now", "end")


@dataclass
class Change:
    """How the values of one fact compare: the names that hold, by what they are compared with."""

    facts: frozenset[str]
    names: dict[str, set[str]] = field(default_factory=dict)

    def all_names(self) -> set[str]:
        """Every direction that holds against anything."""
        return {name for several in self.names.values() for name in several}


def known_changes(ledger: Ledger) -> list[Change]:
    """Every comparison that the facts allow, worked out once; it gives `before` and `after` their roles."""
    if "changes" not in ledger.kept:
        ledger.kept["changes"] = changes_of(ledger)
    found: list[Change] = ledger.kept["changes"]
    return found


def changes_of(ledger: Ledger) -> list[Change]:
    """Every comparison that the facts allow."""
    found = [_of_goal(fact.id, fact.value) for fact in ledger.facts if fact.kind in ("goal", "goal_measure")]
    by_fact: dict[str, list[Statement]] = {}
    for one in ledger.statements:
        if one.kind not in ("goal", "goal_measure", "plan"):
            by_fact.setdefault(one.fact, []).append(one)
    found += [_of_values([fact], several) for fact, several in by_fact.items()]
    found += _across(ledger)
    return [change for change in found if change.names]


def _of_goal(fact: str, value: dict[str, Any]) -> Change:
    change, now = Change(frozenset({fact})), value.get("now")
    wanted = direction(value)
    for role in ("baseline", "last"):
        compared = compare(now, value[role]) if now and value.get(role) else None
        if compared is not None:
            change.names[role] = _named(compared, "up" if "level" in value[role] else wanted)
    if now and value.get("target"):
        change.names["target"] = {"met"} if is_met(value) else {"unmet"}
        against = compare(now, value["target"])
        change.names["target"] |= {1: {"above"}, -1: {"below"}}.get(against or 0, set())
    return change


def _named(compared: int, wanted: str) -> set[str]:
    if not compared:
        return {"same"}
    names = {"up"} if compared > 0 else {"down"}
    if not wanted:
        return names | {"better", "worse"}
    return names | {"better" if (compared > 0) == (wanted == "up") else "worse"}


def _of_values(facts: list[str], several: list[Statement]) -> Change:
    """Values of one measure told with their roles: `value 13.8 s, previous 17.2 s`."""
    change = Change(frozenset(facts))
    late = [one for one in several if one.role in _LATE] or [one for one in several if not one.role]
    wanted = _wanted(several)
    for early in (one for one in several if one.role in _EARLY):
        for latest in late:
            compared = _compare_texts(early, latest)
            if compared is not None:
                change.names.setdefault("baseline" if early.role == "baseline" else "last", set()).update(
                    _named(compared, wanted)
                )
    for one in several:
        for first, second in _pairs_in(one.reading):
            compared = (second > first) - (second < first)
            change.names.setdefault("last", set()).update(_named(compared, wanted))
    return change


def _compare_texts(early: Statement, late: Statement) -> int | None:
    before, now = early.reading.atoms, late.reading.atoms
    if before.scores and now.scores and before.scores[0][1] == now.scores[0][1]:
        return (now.scores[0][0] > before.scores[0][0]) - (now.scores[0][0] < before.scores[0][0])
    if before.levels and now.levels:
        return _ranks(before.levels[0].code, now.levels[0].code)
    first, second = amounts(early.reading), amounts(late.reading)
    for one in first:
        other = next((two for two in second if one.fits(two) and one.scale == two.scale), None)
        if other:
            return (other.value > one.value) - (other.value < one.value)
    if first and second and first[0].fits(second[0]):
        return (second[0].value > first[0].value) - (second[0].value < first[0].value)
    return None


def _ranks(before: str, now: str) -> int | None:
    one, other = levels()[before], levels()[now]
    if one.system != other.system or one.rank is None or other.rank is None:
        return None
    return (other.rank > one.rank) - (other.rank < one.rank)


def _wanted(several: list[Statement]) -> str:
    words = {word for one in several for word in one.words}
    if words & {"pain", "swell", "fatigu", "spasm"}:
        return "down"
    text = " ".join(one.text for one in several).lower() + " " + " ".join(words)
    for name, higher in _measures():
        if name in text:
            return higher
    return ""


@cache
def _measures() -> tuple[tuple[str, str], ...]:
    rows = shipped_packs().table("outcome_measures").rows
    wanted = {"yes": "up", "no": "down"}
    return tuple(
        (row["name"].lower(), wanted[row["higher_is_better"]])
        for row in rows
        if row["higher_is_better"] in wanted
    )


def _across(ledger: Ledger) -> Iterator[Change]:
    """`Pain before treatment` and `Pain after treatment` are one measure."""
    named: dict[str, list[Statement]] = {}
    for fact in ledger.facts:
        label = str(fact.value.get("label", "")) if isinstance(fact.value, dict) else ""
        found = re.match(r"(.+?)\s+(before|after|pre|post|at start|at end)\b", label, re.IGNORECASE)
        if not found:
            continue
        role = "start" if found[2].lower() in ("before", "pre", "at start") else "end"
        for one in ledger.statements:
            if one.fact == fact.id:
                one.role = one.role if one.role in ("start", "end") else role
                named.setdefault(found[1].lower(), []).append(one)
    for several in named.values():
        yield _of_values(sorted({one.fact for one in several}), several)


def _pairs_in(reading: Reading) -> Iterator[tuple[float, float]]:
    """Values that a text gives as earlier and later: `from 25 to 48`, `13.8 (was 17.2)`."""
    early, late = [], []
    for value, start, end, scale in _all_values(reading):
        role = role_at(reading.atoms.text, start, end)
        if role in ("earlier", "baseline", "last", "before"):
            early.append((value, scale))
        elif role in ("later", "now", "after") or (
            not role and not re.search(r"\b(?:by|least|most|than)\s*$", reading.atoms.text[:start])
        ):
            late.append((value, scale))
    for value, scale in early:
        for other, other_scale in late:
            if scale == other_scale:
                yield value, other


def _all_values(reading: Reading) -> Iterator[tuple[float, int, int, str]]:
    for claim in amounts(reading):
        yield claim.value, claim.start, claim.end, claim.scale
    for part, total, start, end in reading.atoms.scores:
        yield part, start, end, f"of {total}"
        yield part, start, end, ""
    for level in reading.atoms.levels:
        rank = levels()[level.code].rank
        if rank is not None:
            yield rank, level.start, level.end, levels()[level.code].system


def change_problems(
    reading: Reading, ledger: Ledger, *, planned: bool, judging: bool, goals: frozenset[str]
) -> Iterator[Problem]:
    """Every word of direction that the values do not bear out."""
    text = reading.atoms.text
    known = known_changes(ledger)
    for match in _REACHED.finditer(text):
        if not _holds("met", match, reading, ledger, known, judging=judging, goals=goals):
            yield Problem(ProblemType.OVERCLAIM, f"“{match.group()}” {DOES_NOT_FOLLOW}")
            return
    for match in WORD.finditer(text):
        name = directions().get(match.group().lower())
        if not name or not _is_meant(match, text) or (planned and name != "met"):
            continue
        if not _holds(name, match, reading, ledger, known, judging=judging, goals=goals):
            kind = ProblemType.OVERCLAIM if name == "met" or not known else ProblemType.WRONG_FACT
            yield Problem(kind, f"“{match.group()}” {DOES_NOT_FOLLOW}")
            return


def _is_meant(match: re.Match[str], text: str) -> bool:
    word = match.group().lower()
    if word in ("met", "meets", "meeting", "meet"):
        return bool(
            re.search(r"goal|target|criteri|expectation|\b[LS]TG", text, re.IGNORECASE)
        ) or not re.search(r"\w", text[match.end() :])
    if word == "longer" and re.search(r"\bno\s+$", text[: match.start()], re.IGNORECASE):
        return False
    needs = _NEEDS.get(word)
    return needs is None or bool(needs.match(text[match.end() :]))


def _holds(
    name: str,
    match: re.Match[str],
    reading: Reading,
    ledger: Ledger,
    known: list[Change],
    *,
    judging: bool,
    goals: frozenset[str],
) -> bool:
    if name != "met" and _is_entered(match, reading, ledger):
        return True
    denied = any(token.start == match.start() and not token.positive for token in reading.tokens)
    pair = _pair_told(match, reading) if name in ("up", "down") else None
    near = _near(match, reading, ledger, known, goals)
    names = _names_said(near, _references(reading.atoms.text[match.end() :]))
    if pair and not denied:
        return (pair[1] > pair[0]) == (name == "up") and pair[0] != pair[1]
    if not near and (judging or not any(ledger.resolve(token.concept) for token in reading.content)):
        names = {one for change in known for one in change.all_names()}
    if name == "met" and _EVERY.search(reading.atoms.text):
        aims = [change.names["target"] for change in known if "target" in change.names]
        return bool(aims) and all("met" in aim for aim in aims)
    if denied:
        return bool(names) and name not in names
    if (
        name in ("up", "down", "better", "worse")
        and re.search(r"\bthan\b", reading.atoms.text[match.end() :])
        and not _references(reading.atoms.text)
    ):
        return _side_than(name, reading, ledger)
    return name in names or (judging and bool(known) and any(name in change.all_names() for change in known))


def _pair_told(match: re.Match[str], reading: Reading) -> tuple[float, float] | None:
    """The two values that the sentence compares itself: `rose from 3 to 5`, `13.8 (was 17.2)`."""
    text = reading.atoms.text
    values = sorted(_all_values(reading), key=lambda value: (value[1], not value[3]))
    told = [(value, start, scale, role_at(text, start, end)) for value, start, end, scale in values]
    early = next(
        (
            one
            for one in told
            if one[1] > match.start() and one[3] in ("earlier", "baseline", "last", "before")
        ),
        None,
    )
    if early is None:
        return None
    same = [one for one in told if one[2] == early[2] and one[1] != early[1]]
    after = [one for one in same if one[1] > early[1] and one[3] in ("later", "now", "after")]
    before = [one for one in same if one[1] < match.start() and one[3] in ("", "now", "later")]
    late = after[0] if after else before[-1] if before else None
    return (early[0], late[0]) if late else None


def _is_entered(match: re.Match[str], reading: Reading, ledger: Ledger) -> bool:
    """Somebody entered the word itself, of what the sentence speaks of."""
    word = match.group().lower()
    token = next((token for token in reading.tokens if token.start == match.start()), None)
    for one in ledger.statements:
        if (
            is_done(one)
            and token
            and (
                (token.concept in one.words and _says(word, one))
                or (token.concept == "refus" and "refus" in one.words)
            )
        ) and ledger.fit(one, reading, match.start(), frozenset({word})) >= 0.2:
            return True
    return False


def _says(word: str, one: Statement) -> bool:
    return (
        directions().get(word) in {directions().get(token.word.lower()) for token in one.reading.tokens}
        or word in one.text.lower()
    )


def _near(
    match: re.Match[str], reading: Reading, ledger: Ledger, known: list[Change], goals: frozenset[str]
) -> list[Change]:
    """The comparisons of what the sentence speaks of."""
    named = _goals_of(ledger) & goals
    scored = []
    for change in known:
        own = [one for one in ledger.statements if one.fact in change.facts]
        fit = max((ledger.fit(one, reading, match.start()) for one in own), default=0.0)
        fit += 2.0 if any(one.goals & named for one in own) else 0.0
        scored.append((fit, change))
    most = max((fit for fit, _ in scored), default=0.0)
    return [change for fit, change in scored if fit >= 0.2 and fit >= most * 0.8]


def _goals_of(ledger: Ledger) -> set[str]:
    return {goal for one in ledger.statements for goal in one.goals if one.kind != "activity"}


def _references(text: str) -> set[str]:
    end = re.search(r"[;(]|\.\s|, (?:with|against|toward|which|and)\b", text)
    return {
        found.lastgroup
        for found in _REFERENCE.finditer(text[: end.start()] if end else text)
        if found.lastgroup
    }


def _names_said(near: list[Change], references: set[str]) -> set[str]:
    found: set[str] = set()
    for change in near:
        chosen = [change.names[one] for one in references if one in change.names]
        if chosen:
            found |= set.intersection(*map(set, chosen))
            found |= change.names.get("target", set())
        else:
            found |= change.all_names()
    return found


def _side_than(name: str, reading: Reading, ledger: Ledger) -> bool:
    """`Right lower than left`: the values of the two sides."""
    text = reading.atoms.text
    first = [side for side, start in reading.atoms.sides if start < text.lower().find(" than ")]
    if not first or name not in ("up", "down"):
        return True
    opposite = {"left": "right", "right": "left"}.get(first[-1])
    for one in ledger.statements:
        for other in ledger.statements:
            if one.fact == other.fact and one.sides == {first[-1]} and other.sides == {opposite}:
                mine, theirs = amounts(one.reading), amounts(other.reading)
                if mine and theirs and mine[0].value != theirs[0].value:
                    return (mine[0].value > theirs[0].value) == (name == "up")
    return True
