"""One note in the making: whom it is about, which frames it has used, and how the next one is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chartside.drafting.composer.choice import Candidate, Choice, fraction
from chartside.drafting.composer.frames import OwnFrames, Slots, frames, is_steady
from chartside.drafting.language.data import word_set
from chartside.drafting.language.days import read_day
from chartside.drafting.language.people import Pronouns, read_pronouns
from chartside.drafting.language.words import capital, end_sentence, lower_first
from chartside.drafting.model import Sentence
from chartside.drafting.style.style import BULLET, BY_NAME, Style
from chartside.drafting.verifier import verify
from chartside.kernel.canonical import canonical_json
from chartside.kernel.facts import Fact

_THERAPIST = {
    "OTA": "therapy assistant",
    "PTA": "therapy assistant",
    "SLPA": "therapy assistant",
    "student": "student therapist",
}


# Slots that name people: they are always there to be used and never need to be said.
_PEOPLE = frozenset({"subject", "patient", "possessive", "did", "therapist"})
_RETRIES = 6
_GOLDEN = (5**0.5 - 1) / 2


@dataclass
class _Said:
    """A sentence with the ways in which it may be said, the best first."""

    section: str
    facts: tuple[str, ...]
    ways: list[tuple[str, str]]

    def as_sentence(self) -> Sentence:
        frame, text = self.ways[0]
        return Sentence(0, self.section, text, self.facts, frame)


@dataclass
class Writing:
    """The state of one draft: facts in, sentences out, nothing read from elsewhere."""

    facts: list[Fact]
    discipline: str
    by_name: bool = False
    recent: tuple[str, ...] = ()
    style: Style = field(default_factory=Style)
    weights: Mapping[str, float] = field(default_factory=dict)
    own: OwnFrames = field(default_factory=dict)
    _said: list[_Said] = field(default_factory=list)
    _named_in: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Let the facts themselves choose the words: same facts, same note."""
        self._choice = Choice(self.style, self._turn(), self.recent, self.weights)

    def _turn(self) -> float:
        """Where this note begins among the frames: by the patient, then on from day to day.

        The golden section keeps the days of any weekly rhythm apart.
        """
        who = [fact.value for fact in self.of_kind("patient_name", "patient_dob")]
        days = [read_day(fact.value["date"]) for fact in self.of_kind("service_date")]
        day = next((found for found in days if found), None)
        if day is None:
            who.append([[fact.kind, fact.path, fact.value] for fact in self.facts])
            return fraction(canonical_json(who))
        return (fraction(canonical_json(who)) + day.toordinal() * _GOLDEN) % 1

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

        The people of the note may be named in any frame. Only frames that begin with `starts` are used.

        Returns:
            Whether a frame fitted.
        """
        told = {name: text for name, text in slots.items() if text}
        must = frozenset(told) - _PEOPLE if must is None else must
        filled = self._people(section) | told
        fitting = []
        for frame in frames(pack, form, self.discipline, self.own):
            found = frame.fill(filled, must) if frame.text.startswith(starts) else None
            if found:
                text = self._closed(section, found.text + tail)
                fitting.append(Candidate(frame, text, found.used))
        if not fitting:
            return False
        ranked = self._choice.ranked(fitting, f"{pack}|{form}", steady=is_steady(pack))
        self._choice.took(ranked[0])
        if ranked[0].used & {"subject", "patient", "possessive", "did"}:
            self._named_in.add(section)
        ids = tuple(dict.fromkeys(fact.id for fact in facts))
        self._said.append(_Said(section, ids, [(one.frame.id, one.text) for one in ranked]))
        return True

    def has_said(self, text: str) -> bool:
        """Whether one of the last notes said it already."""
        return self._choice.has_said(text)

    def _closed(self, section: str, text: str) -> str:
        bullet = BULLET if section in self.style.bulleted else ""
        return bullet + end_sentence(capital(text))

    def sentences(self) -> list[Sentence]:
        """What was written. A way of saying that the facts do not bear out gives way to the next one."""
        for _ in range(_RETRIES):
            checks = verify([said.as_sentence() for said in self._said], self.facts)
            again = [
                said
                for said, check in zip(self._said, checks, strict=True)
                if check.problems and len(said.ways) > 1
            ]
            if not again:
                break
            for said in again:
                said.ways = said.ways[1:]
        return [said.as_sentence() for said in self._said]

    # -- the people of the note

    @property
    def given_name(self) -> str:
        """The patient's given name, or an empty text."""
        names = self.of_kind("patient_name")
        return str(names[0].value["given"]) if names else ""

    def begins_with_name(self, text: str) -> bool:
        """The text is a statement whose subject is the patient's given name."""
        said = text.split()
        return len(said) > 2 and said[0] == self.given_name

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

    def _people(self, section: str) -> Slots:
        """The slots that name people, ready for any frame of the section.

        The patient is subject by name first and by pronoun from then on in the section.
        """
        called = self.called
        again = section in self._named_in and self.pronouns
        subject = self.pronouns.subject if again and self.pronouns else called
        possessive = self.pronouns.possessive if again and self.pronouns else f"{called}’s"
        return {
            "subject": subject,
            "patient": called,
            "possessive": possessive,
            "therapist": self.therapist,
        }

    def subject(self, section: str) -> str:
        """How to name the patient as subject in the next sentence of the section."""
        return self._people(section)["subject"]

    @property
    def called(self) -> str:
        """What the note calls the patient: the author's way, else the setting's."""
        by_name = self.style.patient == BY_NAME or (self.by_name and not self.style.patient)
        if by_name and self.given_name:
            return self.given_name
        word = self.style.patient if self.style.patient not in ("", BY_NAME) else "patient"
        return word if word in word_set("style", "bare") else f"the {word}"

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


def listing(parts: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`; parted by semicolons when a part has commas or an `and` of its own."""
    if len(parts) < 2:
        return "".join(parts)
    if any(mark in part for part in parts for mark in (",", ";", ":", " and ", ". ")):
        return "; ".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
