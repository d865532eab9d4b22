"""What was done, by whom, when, and from which evidence: the whole chain, or the part about one note."""

from dataclasses import dataclass
from datetime import datetime

from chartside.documentation.views.patient import PatientStrip, Step


@dataclass(frozen=True)
class Entry:
    """One entry of the chain.

    Attributes:
        act: what was done, in words (`countersigned`, `looked at the chart`).
        subject: what it was done to, in words without a patient's name unless the reader may see it.
        detail: further words (`version 2, 12 sentences, 2 edited`).
        seal: the start of the entry's hash; empty for looks, which are sealed in blocks.
    """

    when: datetime
    who: str
    act: str
    subject: str
    detail: str = ""
    seal: str = ""
    url: str | None = None


@dataclass(frozen=True)
class AuditPage:
    """The audit view.

    Attributes:
        verified: how the chain stands, with when it was last verified.
        kinds: choices of the filter, pairs of value and words; `kind` is chosen.
        older_url: the next page of older entries; None at the end.
    """

    verified: Step
    verified_detail: str
    entries: tuple[Entry, ...]
    kinds: tuple[tuple[str, str], ...]
    kind: str = ""
    older_url: str | None = None


@dataclass(frozen=True)
class LeftFile:
    """A file that left or will leave: what it is, its whole SHA-256 and where to read it."""

    kind: str
    name: str
    sha256: str
    url: str


@dataclass(frozen=True)
class Stage:
    """One stage between evidence and effect, with how it stands."""

    title: str
    step: Step
    detail: str
    when: datetime | None = None


@dataclass(frozen=True)
class NoteRecord:
    """The record of one note: from its evidence to its receipt. `addenda` are text, instant, author."""

    url: str
    patient: PatientStrip
    title: str
    stages: tuple[Stage, ...]
    files: tuple[LeftFile, ...]
    addenda: tuple[tuple[str, datetime, str], ...]
    entries: tuple[Entry, ...]
    addendum_url: str | None = None
