"""The review of a note: the draft as it will leave, its evidence, its charge, and what signing will do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from chartside.documentation.views.charts import Trend, UnitsBar
from chartside.documentation.views.patient import PatientStrip, Step
from chartside.documentation.views.twin import TwinView

Mark = Literal["", "weak", "unsupported", "vouched", "interpretive"]


@dataclass(frozen=True)
class Fix:
    """One way to settle a finding: a button that sends `fields`, or one that opens a dialog.

    Attributes:
        main: drawn as the thing to do; others are drawn as choices.
        opens: id of a dialog to open instead of sending.
        fills: fields of that dialog to set.
    """

    label: str
    action: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    main: bool = False
    opens: str = ""
    fills: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FindingView:
    """What a rule says: the short title, why, the fixes, and by what authority."""

    level: Literal["block", "warn", "info"]
    title: str
    why: str
    authority: str
    fixes: tuple[Fix, ...] = ()


@dataclass(frozen=True)
class Ref:
    """A small number after a sentence that leads to its fact. `says` names the fact for a screen reader."""

    number: int
    says: str


@dataclass(frozen=True)
class SentenceView:
    """One sentence of the draft.

    Attributes:
        i: its number in the content; anchors are `s<i>`.
        last_word: the end of the text, kept on one line with its numbers.
        note: said under the mark for those who do not see it (`No evidence for this sentence.`).
        vouch: who vouched, why and when, as one sentence; None when nobody had to.
    """

    i: int
    text: str
    refs: tuple[Ref, ...] = ()
    mark: Mark = ""
    note: str = ""
    vouch: str | None = None
    edited: bool = False

    @property
    def start(self) -> str:
        """All but the last word, with its space."""
        return self.text[: len(self.text) - len(self.last_word)]

    @property
    def last_word(self) -> str:
        """The last word."""
        return self.text.rsplit(" ", 1)[-1]

    @property
    def evidence(self) -> str:
        """The numbers of its facts for `data-e`."""
        return " ".join(str(ref.number) for ref in self.refs)


@dataclass(frozen=True)
class Paragraph:
    """Sentences of one section, with what stands in the margin beside them. `letter` only on the first."""

    letter: str
    section: str
    sentences: tuple[SentenceView, ...]
    findings: tuple[FindingView, ...] = ()
    trend: Trend | None = None


@dataclass(frozen=True)
class FactView:
    """One fact: its number when a sentence cites it, else None.

    Attributes:
        left_out: somebody entered it for this note, and no sentence says it. What the plan or the chart holds
            beside it is background.
        words: the exact words of the text that it was taken from.
        by: who entered it, where that is not the person who treated.
    """

    id: str
    number: int | None
    label: str
    text: str
    left_out: bool = False
    words: str = ""
    by: str = ""

    @property
    def is_background(self) -> bool:
        """Known, not said, and nobody expected it to be."""
        return self.number is None and not self.left_out


@dataclass(frozen=True)
class FactGroup:
    """Facts of one source. `detail` is who entered it and when."""

    source: str
    detail: str
    facts: tuple[FactView, ...]

    @property
    def shown(self) -> tuple[FactView, ...]:
        """What the draft says or leaves out."""
        return tuple(fact for fact in self.facts if not fact.is_background)


@dataclass(frozen=True)
class ChargeLine:
    """One line of the charge. `problem` marks the modifiers; `finding` stands below the line."""

    code: str
    what: str
    minutes: int | None
    units: int
    modifiers: str
    by: str = ""
    problem: bool = False
    findings: tuple[FindingView, ...] = ()


@dataclass(frozen=True)
class Allocation:
    """One acceptable way to spread the units, in words (`97530 ×2, 97533 ×1`)."""

    index: int
    words: str
    chosen: bool


@dataclass(frozen=True)
class ChargeView:
    """The charge: lines, the minutes against the rule, the choice when several spreads are right."""

    rule: str
    lines: tuple[ChargeLine, ...]
    bar: UnitsBar | None
    total: Step
    total_detail: str = ""
    cents: int | None = None
    allocations: tuple[Allocation, ...] = ()
    findings: tuple[FindingView, ...] = ()


@dataclass(frozen=True)
class Blocker:
    """One thing in the way of signing, with a link to it."""

    words: str
    href: str


@dataclass(frozen=True)
class PackageFile:
    """A file that will leave, with the start of its SHA-256."""

    name: str
    kind: str
    fingerprint: str
    url: str


@dataclass(frozen=True)
class Signature:
    """The bar: what signing will do, or what has become of it.

    Attributes:
        state: `blocked`, `ready` to sign by this person, `waiting` for someone else, `held` signed and still
            recallable, `leaving`, `sent`, `returned`, `stopped` (the delivery needs a person).
        signer: who signs, as displayed.
        effect: what signing does, one or two sentences.
        fingerprint: the start of the package's hash, for people; `package_sha256` is all of it.
        proofs: what re-authentication asks for (`password`, `code`); empty when a recent one still holds.
        recall_until: the end of the hold.
        done: what happened, for the states after signing.
    """

    state: Literal["blocked", "ready", "waiting", "held", "leaving", "sent", "returned", "stopped"]
    effect: str
    signer: str = ""
    blockers: tuple[Blocker, ...] = ()
    files: tuple[PackageFile, ...] = ()
    fingerprint: str = ""
    package_sha256: str = ""
    proofs: tuple[str, ...] = ()
    recall_until: datetime | None = None
    done: str = ""
    may_edit: bool = False
    may_return: bool = False


@dataclass(frozen=True)
class Version:
    """A line of the draft's history. `changes` are pairs of before and after; either may be empty."""

    title: str
    when: datetime
    by: str
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class SectionText:
    """A section in edit mode: its sentences, one per line of the text area.

    Attributes:
        before: how the author has said like things, without names and dates.
    """

    letter: str
    name: str
    sentences: tuple[SentenceView, ...]
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class NoteReview:
    """The whole page.

    Attributes:
        base: the address of this note; actions are `<base>/edit`, `/remove`, `/vouch`, `/return`, `/sign`,
            `/recall`, `/allocation`; `<base>/record` is its record.
        version: number of the version that is shown; every form carries it, and an older one is refused.
        made: when the draft was made and by which writer, two lines.
        footer: the signature line of the document (`Dana Whitfield, OTR/L, license 118204. Not signed.`).
        place: `2 of 12 in your queue`.
        passed: rules that found nothing, as sentences.
        editing: the sections to edit; empty when the page only shows.
        next_url: the next draft in the queue.
        twin: the note that this one is most like; None when there is none worth a word.
        passing: what is said in passing about the evidence as a whole; it stands in nobody's way.
    """

    base: str
    version: int
    patient: PatientStrip
    title: str
    subtitle: str
    made: tuple[str, str]
    paragraphs: tuple[Paragraph, ...]
    facts: tuple[FactGroup, ...]
    charge: ChargeView | None
    signature: Signature
    footer: str
    findings: tuple[FindingView, ...] = ()
    passed: tuple[str, ...] = ()
    history: tuple[Version, ...] = ()
    editing: tuple[SectionText, ...] = ()
    place: str = ""
    next_url: str | None = None
    return_reason: str = ""
    twin: TwinView | None = None
    passing: tuple[str, ...] = ()

    @property
    def fact_count(self) -> int:
        """How many facts stand in evidence."""
        return sum(len(group.shown) for group in self.facts)

    @property
    def background(self) -> tuple[tuple[str, FactView], ...]:
        """Source and fact of what the plan and the chart hold beside the draft."""
        return tuple(
            (group.source, fact) for group in self.facts for fact in group.facts if fact.is_background
        )

    @property
    def unused(self) -> int:
        """How many entered facts no sentence states."""
        return sum(1 for group in self.facts for fact in group.facts if fact.left_out)

    @property
    def without(self) -> int:
        """How many sentences lack evidence."""
        return sum(1 for part in self.paragraphs for one in part.sentences if one.mark == "unsupported")
