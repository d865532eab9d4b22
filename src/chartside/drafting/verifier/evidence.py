"""What a set of facts supports: its exact claims, its words with their polarity, its comparisons."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from chartside.drafting.comparison import compare, direction, is_met
from chartside.drafting.facts import strings
from chartside.drafting.language.data import phrases
from chartside.drafting.language.negation import negators, polar_stems
from chartside.drafting.language.people import person_of
from chartside.drafting.language.quantities import show
from chartside.drafting.language.words import WORD, stem, stems
from chartside.drafting.verifier.atoms import Atoms, read_atoms
from chartside.drafting.verifier.roles import RoleClaim, amounts_of, role_claims
from chartside.kernel.facts import Fact

# Labels of these kinds are the product's words, not the therapist's: they may be said, but support nothing.
_OUR_LABEL = ("plan", "next_visit", "response", "observation", "skilled", "subjective", "assessment")
_SUMS = {"timed_minutes": "timed", "treatment_minutes": "total"}
_MINUTES_OF = {
    "treatment_minutes": "total treatment time: ",
    "timed_minutes": "timed treatment in timed codes: ",
}
_NUMBERS_ONLY = frozenset(
    {"value", "achieved", "total", "rank", "minutes", "levels", "cues", "system", "level", "flag", "whole"}
)


@cache
def licences(kind: str) -> frozenset[str]:
    """Stems that a fact of a kind lends to the sentences that cite it."""
    return frozenset(stem(word) for word in phrases("vocabulary")["licences"].get(kind, ()))


@dataclass
class Evidence:
    """What one fact, or several together, support."""

    texts: list[str] = field(default_factory=list)
    atoms: list[Atoms] = field(default_factory=list)
    roles: list[RoleClaim] = field(default_factory=list)
    stems: dict[str, set[bool]] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    licensed: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    directions: set[str] = field(default_factory=set)
    compared: dict[str, set[str]] = field(default_factory=dict)
    changes: set[float] = field(default_factory=set)
    negated: bool = False
    structured: bool = False

    def join(self, other: "Evidence") -> None:
        """Add what another fact supports."""
        self.texts += other.texts
        self.atoms += other.atoms
        self.roles += other.roles
        for word, polarities in other.stems.items():
            self.stems.setdefault(word, set()).update(polarities)
        self.words |= other.words
        self.licensed |= other.licensed
        self.people |= other.people
        self.directions |= other.directions
        for reference, names in other.compared.items():
            self.compared.setdefault(reference, set()).update(names)
        self.changes |= other.changes
        self.negated = self.negated or other.negated
        self.structured = self.structured or other.structured


def evidence_of(fact: Fact) -> Evidence:
    """What one fact supports."""
    found = Evidence(licensed=set(licences(fact.kind)))
    if fact.kind in _OUR_LABEL:
        found.licensed |= set(stems(str(fact.value.get("label", ""))))
    for text in _texts(fact):
        _add_text(found, text)
    for goal in _goal_ids(fact):
        _add_text(found, f"goal {goal}")
    if fact.kind in ("goal", "goal_measure"):
        _add_goal(found, fact.value)
    if fact.kind in _SUMS and fact.value.get("minutes") is not None:
        found.roles.append(RoleClaim(_SUMS[fact.kind], "value", (fact.value["minutes"],)))
        found.words.clear()
    if fact.kind == "one_to_one" and fact.value.get("flag"):
        _add_text(found, "one to one")
    return found


def _goal_ids(fact: Fact) -> list[str]:
    """The ids that are bare numbers, which a note writes as `goal 2`."""
    value = fact.value if isinstance(fact.value, dict) else {}
    goals = value.get("goals") or [value.get("goal", "")]
    return [str(goal) for goal in goals if str(goal).isdigit()]


def _texts(fact: Fact) -> list[str]:
    value = fact.value
    if not isinstance(value, dict):
        return list(strings(value))
    skipped, texts = set(_NUMBERS_ONLY), []
    if _goal_ids(fact):
        skipped |= {"goal", "goals"}
        texts += [str(goal) for goal in value.get("goals", ()) if not str(goal).isdigit()]
    name = value.get("label") or value.get("name")
    if fact.kind in _OUR_LABEL:
        skipped.add("label")
    elif name and value.get("text"):
        # "Pain: none" is one statement; neither half says it alone.
        skipped |= {"label", "name", "text"}
        texts.append(f"{name}: {value['text']}")
    if value.get("minutes") is not None:
        texts.append(f"{_MINUTES_OF.get(fact.kind, '')}{show(value['minutes'])} min")
    texts += [text for key, part in value.items() if key not in skipped for text in strings(_worded(part))]
    return list(dict.fromkeys(texts))


def _worded(part: Any) -> Any:  # noqa: ANN401 (JSON of any shape)
    """An amount or a help is evidence by its words, which carry the units, not by its bare numbers."""
    return [part.get("text"), part.get("said")] if isinstance(part, dict) and "said" in part else part


def _add_text(found: Evidence, text: str) -> None:
    atoms = read_atoms(text)
    found.texts.append(text)
    found.atoms.append(atoms)
    found.roles += role_claims(atoms)
    for word, _ in polar_stems(atoms.text):
        found.stems.setdefault(word, set())
    for word, positive in polar_stems(atoms.plain):
        found.stems.setdefault(word, set()).add(positive)
        found.negated = found.negated or not positive
    words = {word.lower() for word in WORD.findall(atoms.text)}
    found.words |= words
    found.negated = found.negated or any(word in negators() or word.endswith("n't") for word in words)
    found.people |= {person for word in words if (person := person_of(word))}


def _add_goal(found: Evidence, value: dict[str, Any]) -> None:
    now = value.get("now")
    for role in ("baseline", "last", "now", "target"):
        if value.get(role):
            found.roles += _role(role, value[role])
            found.structured = True
    for role in ("baseline", "last"):
        changed = compare(now, value[role]) if now and value.get(role) else None
        if now and changed is not None:
            named = _named_change(changed, direction(value), ranked="level" in value[role])
            found.directions |= named
            found.compared.setdefault(role, set()).update(named)
            found.changes |= _difference(now, value[role])
    if now:
        _add_text(found, f"{value.get('measure', '')}: {now['said']}")
    if is_met(value):
        found.directions.add("met")
    against = compare(now, value["target"]) if now and value.get("target") else None
    if against:
        found.directions.add("above" if against > 0 else "below")


def _role(role: str, amount: dict[str, Any]) -> list[RoleClaim]:
    """Every amount that the words of one value hold: a range has two."""
    atoms = read_atoms(str(amount["said"]))
    found = [RoleClaim(role, kind, value) for kind, value, _, _ in amounts_of(atoms)]
    if "value" in amount:
        found.append(RoleClaim(role, "value", (amount["value"],)))
    return found


def _named_change(changed: int, wanted: str, *, ranked: bool) -> set[str]:
    """The direction words that a change licenses; a level of help improves when it rises."""
    names = {0: {"same"}, 1: {"up"}, -1: {"down"}}[changed]
    wanted = "up" if ranked else wanted
    if changed and wanted:
        names = names | {"better" if (changed > 0) == (wanted == "up") else "worse"}
    return names


def _difference(now: dict[str, Any], earlier: dict[str, Any]) -> set[float]:
    for name in ("value", "achieved"):
        if name in now and name in earlier:
            return {abs(now[name] - earlier[name])}
    return set()
