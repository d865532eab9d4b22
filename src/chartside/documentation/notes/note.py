"""A document as the documentation rules look at it: a note of our own, or any text that somebody wrote."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from chartside.coding.api import CodeChoice, UnitCount, find_code
from chartside.documentation.sessions.identity import is_assistant
from chartside.drafting.language.days import read_day
from chartside.kernel.facts import Fact
from chartside.kernel.people import Discipline
from chartside.rulebook.packs import PackSet, shipped_packs

Content = dict[str, Any]


@dataclass(frozen=True)
class Note:
    """One document: its facts, its sentences as stored, and the count of its charge.

    Attributes:
        sentences: JSON-shaped, as in the content of the proposal.
        count: None when nothing with a code and minutes was entered.
        chosen: which of the acceptable allocations is billed.
        doc_type: one of the contract's document types.
        record: the input as it was told, in which null means "known to be missing".
        setting: id of the specialty pack, where one was told.
        foreign: the text is not from our composer; its sections and its wording may be anything.
        omitted: the facts that were entered and that the text leaves out.
    """

    discipline: Discipline
    payer: str
    facts: tuple[Fact, ...]
    sentences: tuple[dict[str, Any], ...]
    count: UnitCount | None = None
    chosen: int = 0
    packs: PackSet | None = None
    doc_type: str = "treatment_note"
    record: Mapping[str, Any] = field(default_factory=dict)
    setting: str = ""
    foreign: bool = False
    omitted: tuple[Fact, ...] = ()

    def of_kind(self, *kinds: str) -> list[Fact]:
        """The facts of these kinds."""
        return [fact for fact in self.facts if fact.kind in kinds]

    def one(self, kind: str) -> dict[str, Any]:
        """The value of the first fact of a kind; empty when there is none."""
        found = self.of_kind(kind)
        return dict(found[0].value) if found else {}

    def text(self, *sections: str) -> str:
        """The text of the note, or of these sections."""
        return " ".join(s["text"] for s in self.sentences if not sections or s["section"] in sections)

    def citing(self, fact: Fact) -> list[dict[str, Any]]:
        """The sentences that rest on a fact."""
        return [sentence for sentence in self.sentences if fact.id in sentence["facts"]]

    @cached_property
    def service_date(self) -> date | None:
        """The day of treatment, when it was told."""
        return read_day(self.one("service_date").get("date"))

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of the charge: those of the activities and those billed."""
        told = [fact.value.get("code", "") for fact in self.of_kind("activity", "billed")]
        return tuple(dict.fromkeys(code.upper() for code in told if code))

    def code(self, code: str) -> CodeChoice | None:
        """What the packs know of a code on the day of treatment; None when it is unknown there."""
        return find_code(code, self.service_date, self.packs) if self.service_date else None

    def is_timed(self, code: str) -> bool:
        """Whether a code counts time."""
        found = self.code(code)
        return found is not None and found.timed

    def code_row(self, code: str, column: str) -> str:
        """One cell of the code's row in the table of therapy codes; empty when unknown."""
        row = (self.packs or shipped_packs()).table("therapy_codes").get(code)
        return row.get(column) if row else ""

    def activities_of(self, code: str) -> list[Fact]:
        """The activities that carry a code; with one billed code and none entered, every activity."""
        entered = [fact for fact in self.of_kind("activity") if fact.value.get("code", "").upper() == code]
        uncoded = [fact for fact in self.of_kind("activity") if not fact.value.get("code")]
        return entered or (uncoded if len(self.codes) == 1 else [])

    def said_of(self, code: str) -> str:
        """Everything that the note says of the activities of a code."""
        sentences = {s["i"]: s["text"] for fact in self.activities_of(code) for s in self.citing(fact)}
        return " ".join(sentences.values())

    @property
    def by_assistant(self) -> bool:
        """Whether the note is written by an assistant or a student."""
        return is_assistant(str(self.one("provider").get("role", "")))

    def unsupported(self) -> Iterator[dict[str, Any]]:
        """The sentences without evidence for which nobody has vouched."""
        return (s for s in self.sentences if s["status"] == "unsupported")
