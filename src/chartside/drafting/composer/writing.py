"""One note in the making: whom it is about, which frames it has used, and how the next one is chosen."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from chartside.drafting.composer.frames import Frame, Slots, frames
from chartside.drafting.composer.weighing import pick
from chartside.drafting.language.people import Pronouns, read_pronouns
from chartside.drafting.language.words import capital, end_sentence, lower_first, tidy
from chartside.drafting.model import Sentence
from chartside.kernel.canonical import canonical_json
from chartside.kernel.facts import Fact

_THERAPIST = {
    "OTA": "therapy assistant",
    "PTA": "therapy assistant",
    "SLPA": "therapy assistant",
    "student": "student therapist",
}


@dataclass
class Writing:
    """The state of one draft: facts in, sentences out, nothing read from elsewhere."""

    facts: list[Fact]
    discipline: str
    by_name: bool = False
    recent: tuple[str, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)
    _used: set[str] = field(default_factory=set)
    _named_in: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Seed the choice of words with the facts themselves: same facts, same note."""
        shape = [[fact.kind, fact.path, fact.value] for fact in self.facts]
        self._seed = sha256(canonical_json([self.discipline, self.by_name, shape])).digest()
        self._recent = frozenset(
            _mask(sentence) for text in self.recent for sentence in re.split(r"(?<=[.!?”])\s+", tidy(text))
        )

    def of_kind(self, *kinds: str) -> list[Fact]:
        """The facts of these kinds, in their order."""
        return [fact for fact in self.facts if fact.kind in kinds]

    def say(
        self,
        section: str,
        pack: str,
        form: str,
        slots: Slots,
        facts: list[Fact],
        must: frozenset[str] | None = None,
        tail: str = "",
        starts: str = "",
    ) -> bool:
        """Add a sentence that states all of `must` (by default every filled slot), with `tail` at its end.

        Only frames that begin with `starts` are used.

        Returns:
            Whether a frame fitted.
        """
        filled = {name: text for name, text in slots.items() if text}
        choices = [frame for frame in frames(pack, form, self.discipline) if frame.text.startswith(starts)]
        key = "|".join([pack, form, *(fact.path for fact in facts)])
        text = self._choose(choices, filled, frozenset(filled) if must is None else must, key)
        if text is None:
            return False
        frame, words = text
        self._used.add(frame.id)
        ids = tuple(dict.fromkeys(fact.id for fact in facts))
        self.sentences.append(Sentence(0, section, end_sentence(capital(words + tail)), ids, frame.id))
        return True

    def _choose(
        self, choices: list[Frame], slots: Slots, must: frozenset[str], key: str
    ) -> tuple[Frame, str] | None:
        fitting = [(frame, text) for frame in choices if (text := frame.fill(slots, must))]
        if not fitting:
            return None
        fresh = [pair for pair in fitting if _mask(end_sentence(capital(pair[1]))) not in self._recent]
        unused = [pair for pair in fresh if pair[0].id not in self._used]
        choice = unused or fresh or fitting
        digest = sha256(self._seed + key.encode()).digest()
        return pick(choice, digest, self.weights)

    # -- the people of the note

    @property
    def given_name(self) -> str:
        """The patient's given name, or an empty text."""
        names = self.of_kind("patient_name")
        return str(names[0].value["given"]) if names else ""

    @property
    def pronouns(self) -> Pronouns | None:
        """The patient's pronouns where the chart gives them."""
        told = self.of_kind("pronouns")
        return read_pronouns(told[0].value["text"]) if told else None

    @property
    def names(self) -> frozenset[str]:
        """Every word of a name in the note, in small letters: they keep their capital everywhere."""
        people = self.of_kind("patient_name", "provider", "supervisor")
        return frozenset(
            word.lower()
            for fact in people
            for word in str(fact.value.get("full") or fact.value.get("name")).split()
        )

    def subject(self, section: str) -> str:
        """How to name the patient as subject: by name first, by pronoun from then on in the section."""
        if section in self._named_in and self.pronouns:
            return self.pronouns.subject
        self._named_in.add(section)
        return self.given_name if self.by_name and self.given_name else "the patient"

    def possessive(self, section: str) -> str:
        """The patient's, as a possessive."""
        who = self.subject(section)
        if self.pronouns and who == self.pronouns.subject:
            return self.pronouns.possessive
        return f"{who}’s"

    @property
    def therapist(self) -> str:
        """What to call the person who treated."""
        people = self.of_kind("provider")
        return _THERAPIST.get(str(people[0].value.get("role")), "therapist") if people else "therapist"

    def small(self, text: str) -> str:
        """The text to stand inside a sentence: small first letter unless it is a name or an acronym."""
        return lower_first(text.rstrip(" .;,"), self.names)


def goal_name(goal: object) -> str:
    """A goal by its id; a bare number reads as `goal 2`."""
    return f"goal {goal}" if str(goal).isdigit() else str(goal)


def _mask(text: str) -> str:
    return re.sub(r"\d+", "#", text.lower()).rstrip(".")


def listing(parts: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`; parted by semicolons when a part has commas or an `and` of its own."""
    if len(parts) < 2:
        return "".join(parts)
    if any(mark in part for part in parts for mark in (",", ";", ":", " and ", ". ")):
        return "; ".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
